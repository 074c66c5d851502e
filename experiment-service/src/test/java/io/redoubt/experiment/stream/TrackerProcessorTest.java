package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TracerProvider;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.Requests;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackerProcessorTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final MockProcessorContext<byte[], OutgoingRecord> context = new MockProcessorContext<>();
    private final TrackerProcessor processor = new TrackerProcessor(
            name -> Requests.DATASET,
            InstantSource.fixed(NOW),
            new RecordSizeLimits(),
            TracerProvider.noop().get("none"));

    @BeforeEach
    void open() {
        TrackerStateStores.builders().forEach(this::open);
        processor.init(context);
    }

    private void open(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    private void process(String topic, byte[] value) {
        context.setRecordMetadata(topic, 0, 0);
        processor.process(new Record<>(null, value, NOW.toEpochMilli()));
    }

    @Test
    void commitsAsSoonAsItQueuesJobs() {
        process(Topics.EXPERIMENTS, Requests.chain("chain"));

        assertThat(context.committed()).isTrue();
    }

    @Test
    void leavesOtherOutputsToTheNextCommit() {
        process(Topics.EXPERIMENTS, Requests.chain("chain"));
        Job job = context.forwarded().stream()
                .map(forwarded -> forwarded.record().value())
                .filter(record -> Topics.queues().contains(record.topic()))
                .map(record -> Json.read(record.payload().orElseThrow(), Job.class))
                .findFirst()
                .orElseThrow();
        context.resetCommit();

        process(Topics.EVENTS, Json.canonical(JobEvent.of(job, EventType.STARTED, NOW, "worker", 1)));

        assertThat(context.committed()).isFalse();
    }
}
