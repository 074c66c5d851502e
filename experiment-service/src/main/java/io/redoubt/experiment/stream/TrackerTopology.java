package io.redoubt.experiment.stream;

import io.redoubt.api.Topics;
import io.redoubt.experiment.track.Datasets;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Requests, events and commands into one processor, its messages out to their topics. The three sources have one
 * partition each, so there is one task, and it sees everything.
 */
public final class TrackerTopology {

    private static final String TRACKER = "tracker";

    private TrackerTopology() {}

    /** The topology. */
    public static Topology of(Datasets datasets, InstantSource clock) {
        return new Topology()
                .addSource(
                        "inputs",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EXPERIMENTS,
                        Topics.EVENTS,
                        Topics.CONTROL)
                .addProcessor(TRACKER, supplier(datasets, clock), "inputs")
                .addSink(
                        "outputs",
                        (byte[] key, OutgoingRecord letter, RecordContext context) -> letter.topic(),
                        new ByteArraySerializer(),
                        (String topic, OutgoingRecord letter) ->
                                letter.payload().orElse(null),
                        TRACKER);
    }

    private static ProcessorSupplier<byte[], byte[], byte[], OutgoingRecord> supplier(
            Datasets datasets, InstantSource clock) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], OutgoingRecord> get() {
                return new TrackerProcessor(datasets, clock);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return StoredState.builders();
            }
        };
    }
}
