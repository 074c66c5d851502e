package io.redoubt.experiment.stream;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.redoubt.api.Json;
import io.redoubt.api.NewerVersionException;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.JobEvent;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.experiment.track.Decision;
import io.redoubt.experiment.track.Experiment;
import io.redoubt.experiment.track.OutgoingMessage;
import io.redoubt.experiment.track.Tracker;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.meter.PipelineMeters;
import io.redoubt.pipeline.trace.TraceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** Passes records to the tracker, and executes its decisions in the transaction that commits the input. */
final class TrackerProcessor implements Processor<byte[], byte[], byte[], OutgoingRecord> {

    private static final Logger LOG = Logger.getLogger(TrackerProcessor.class);
    private static final byte[] EMPTY = {};

    private final DatasetResolver datasets;
    private final InstantSource clock;
    private final RecordSizeLimits limits;
    private final Tracer tracer;
    private ProcessorContext<byte[], OutgoingRecord> context;
    private TrackerStateStores state;
    private Tracker tracker;

    TrackerProcessor(DatasetResolver datasets, InstantSource clock, RecordSizeLimits limits, Tracer tracer) {
        this.datasets = datasets;
        this.clock = clock;
        this.limits = limits;
        this.tracer = tracer;
    }

    @Override
    public void init(ProcessorContext<byte[], OutgoingRecord> processorContext) {
        requireOneTask(processorContext);
        context = processorContext;
        state = new TrackerStateStores(context);
        tracker = new Tracker(state, datasets, clock);
    }

    /** With several partitions there would be several tasks, each of which reads only a part of the events. */
    private static void requireOneTask(ProcessorContext<?, ?> context) {
        if (context.taskId().partition() > 0) {
            throw new IllegalStateException(String.join(", ", Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL)
                    + " must have one partition each; delete and recreate the topic that has more");
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        byte[] payload = value(record);
        try {
            requireBounded(record);
            execute(dispatch(from.topic(), record, payload), record.timestamp());
        } catch (NewerVersionException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d skipped: %s",
                    from.topic(), from.partition(), from.offset(), e.getMessage());
        } catch (UnreadableMessageException e) {
            deadLetter(record, from, Logger.Level.WARN, FailureClass.POISON, e.getMessage());
            if (from.topic().equals(Topics.EXPERIMENTS)) {
                execute(tracker.reject(payload, e.getMessage()), record.timestamp());
            }
        } catch (OversizedOutputException e) {
            deadLetter(record, from, Logger.Level.ERROR, FailureClass.PERMANENT, e.getMessage());
            if (from.topic().equals(Topics.EXPERIMENTS)) {
                execute(tracker.rejectPlanned(payload, e.getMessage()), record.timestamp());
            } else {
                e.experiments().forEach(id -> cancel(id, e.getMessage(), record.timestamp()));
            }
        }
    }

    private void deadLetter(
            Record<byte[], byte[]> record,
            RecordMetadata from,
            Logger.Level level,
            FailureClass failure,
            String reason) {
        LOG.logf(
                level,
                "topic=%s partition=%d offset=%d dead-lettered: %s",
                from.topic(),
                from.partition(),
                from.offset(),
                reason);
        context.forward(DeadLetterRecord.of(record, from, failure, reason, limits.of(Topics.DEAD_LETTERS)));
        PipelineMeters.deadLetter(from.topic(), failure);
    }

    /** Ends an experiment whose jobs cannot be queued. */
    private void cancel(String experiment, String reason, long timestamp) {
        try {
            execute(tracker.cancel(experiment, reason), timestamp);
        } catch (OversizedOutputException e) {
            LOG.errorf("experiment=%s not cancelled: %s", experiment, e.getMessage());
        }
    }

    private static String key(Record<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static byte[] value(Record<byte[], byte[]> record) {
        return record.value() == null ? EMPTY : record.value();
    }

    private static void requireBounded(Record<byte[], byte[]> record) {
        if (value(record).length > BoundedDeserializer.MAX_BYTES) {
            throw new UnreadableMessageException(
                    "the record has " + DeadLetterRecord.length(record) + " bytes; the limit is "
                            + BoundedDeserializer.MAX_BYTES,
                    null);
        }
    }

    private Decision dispatch(String topic, Record<byte[], byte[]> record, byte[] payload) {
        return switch (topic) {
            case Topics.EXPERIMENTS -> request(record.headers(), payload);
            case Topics.EVENTS -> {
                JobEvent event = Json.readVersioned(payload, JobEvent.class);
                ExperimentKey.require(key(record), event.experiment());
                yield tracker.event(event);
            }
            case Topics.CONTROL -> {
                ControlCommand command = Json.readVersioned(payload, ControlCommand.class);
                ExperimentKey.require(key(record), command.experiment());
                yield tracker.control(command);
            }
            default -> throw new IllegalStateException("the tracker does not read " + topic);
        };
    }

    /** A new experiment continues the trace of its request, or begins one if this process exports traces. */
    private Decision request(Headers headers, byte[] payload) {
        Span span = tracer.spanBuilder("experiment request")
                .setParent(TraceHeaders.context(headers))
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        try {
            Decision decision = tracker.request(payload, TraceHeaders.traceparent(span.storeInContext(Context.root())));
            decision.experiments().forEach(experiment -> span.setAttribute("redoubt.experiment", experiment.id()));
            return decision;
        } finally {
            span.end();
        }
    }

    private void execute(Decision decision, long timestamp) {
        List<Record<byte[], OutgoingRecord>> outputs = decision.messages().stream()
                .map(message -> record(message, timestamp))
                .toList();
        outputs.forEach(output -> requireAccepted(decision, output.value().topic(), size(output)));
        decision.experiments()
                .forEach(experiment -> requireAccepted(
                        decision,
                        TrackerStateStores.changelog(context.applicationId()),
                        Json.canonical(experiment).length));
        state.apply(decision);
        decision.experiments()
                .forEach(experiment -> LOG.logf(
                        experiment.state().ended() ? Logger.Level.INFO : Logger.Level.DEBUG,
                        "experiment=%s state=%s %s",
                        experiment.id(),
                        experiment.state(),
                        experiment.message()));
        decision.forgotten().forEach(id -> LOG.infof("experiment=%s forgotten", id));
        outputs.forEach(context::forward);
        if (decision.queuesJobs()) {
            context.commit(); // workers see jobs once they are committed; without this, within 100 ms
        }
    }

    /** @throws OversizedOutputException before anything is sent or stored */
    private void requireAccepted(Decision decision, String topic, int bytes) {
        if (bytes > limits.of(topic)) {
            throw new OversizedOutputException(
                    topic,
                    bytes,
                    limits.of(topic),
                    decision.experiments().stream().map(Experiment::id).toList());
        }
    }

    private static int size(Record<byte[], OutgoingRecord> output) {
        return output.key().length
                + output.value().payload().map(payload -> payload.length).orElse(0);
    }

    private static Record<byte[], OutgoingRecord> record(OutgoingMessage message, long timestamp) {
        Headers headers = new RecordHeaders();
        TraceHeaders.inject(TraceHeaders.context(message.traceparent()), headers);
        return new Record<>(
                message.key().getBytes(StandardCharsets.UTF_8),
                new OutgoingRecord(message.topic(), message.payload()),
                timestamp,
                headers);
    }
}
