package io.redoubt.experiment.stream;

import io.redoubt.api.Json;
import io.redoubt.api.NewerVersionException;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.JobEvent;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.experiment.track.Decision;
import io.redoubt.experiment.track.OutgoingMessage;
import io.redoubt.experiment.track.Tracker;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
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
    private ProcessorContext<byte[], OutgoingRecord> context;
    private TrackerStateStores state;
    private Tracker tracker;

    TrackerProcessor(DatasetResolver datasets, InstantSource clock) {
        this.datasets = datasets;
        this.clock = clock;
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
        byte[] payload = record.value() == null ? EMPTY : record.value();
        try {
            execute(dispatch(from.topic(), payload), record.timestamp());
        } catch (NewerVersionException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d skipped: %s",
                    from.topic(), from.partition(), from.offset(), e.getMessage());
        } catch (UnreadableMessageException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d dead-lettered: %s",
                    from.topic(), from.partition(), from.offset(), e.getMessage());
            context.forward(DeadLetterRecord.of(record, from, e));
            if (from.topic().equals(Topics.EXPERIMENTS)) {
                execute(tracker.reject(payload, e.getMessage()), record.timestamp());
            }
        }
    }

    private Decision dispatch(String topic, byte[] payload) {
        return switch (topic) {
            case Topics.EXPERIMENTS -> tracker.request(payload);
            case Topics.EVENTS -> tracker.event(Json.readVersioned(payload, JobEvent.class));
            case Topics.CONTROL -> tracker.control(Json.readVersioned(payload, ControlCommand.class));
            default -> throw new IllegalStateException("the tracker does not read " + topic);
        };
    }

    private void execute(Decision decision, long timestamp) {
        state.apply(decision);
        decision.experiments()
                .forEach(experiment -> LOG.logf(
                        experiment.state().ended() ? Logger.Level.INFO : Logger.Level.DEBUG,
                        "experiment=%s state=%s %s",
                        experiment.id(),
                        experiment.state(),
                        experiment.message()));
        decision.forgotten().forEach(id -> LOG.infof("experiment=%s forgotten", id));
        decision.messages().forEach(message -> context.forward(record(message, timestamp)));
    }

    private static Record<byte[], OutgoingRecord> record(OutgoingMessage message, long timestamp) {
        return new Record<>(
                message.key().getBytes(StandardCharsets.UTF_8),
                new OutgoingRecord(message.topic(), message.payload()),
                timestamp,
                new RecordHeaders());
    }
}
