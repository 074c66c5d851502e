package io.redoubt.experiment.stream;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.redoubt.api.Topics;
import io.redoubt.experiment.track.DatasetResolver;
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
 * The topology: one processor reads requests, events and commands, and writes messages to the topics that they name.
 * The input topics have one partition each, so there is exactly one task.
 */
public final class TrackerTopology {

    private static final String TRACKER = "tracker";

    private TrackerTopology() {}

    /** Creates the topology with the default limits of record sizes, without traces. */
    public static Topology of(DatasetResolver datasets, InstantSource clock) {
        return of(datasets, clock, new RecordSizeLimits(), TracerProvider.noop().get("none"));
    }

    static Topology of(DatasetResolver datasets, InstantSource clock, RecordSizeLimits limits, Tracer tracer) {
        return new Topology()
                .addSource(
                        "inputs",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.EXPERIMENTS,
                        Topics.EVENTS,
                        Topics.CONTROL)
                .addProcessor(TRACKER, supplier(datasets, clock, limits, tracer), "inputs")
                .addSink(
                        "outputs",
                        (byte[] key, OutgoingRecord record, RecordContext context) -> record.topic(),
                        new ByteArraySerializer(),
                        (String topic, OutgoingRecord record) ->
                                record.payload().orElse(null),
                        TRACKER);
    }

    private static ProcessorSupplier<byte[], byte[], byte[], OutgoingRecord> supplier(
            DatasetResolver datasets, InstantSource clock, RecordSizeLimits limits, Tracer tracer) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], OutgoingRecord> get() {
                return new TrackerProcessor(datasets, clock, limits, tracer);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return TrackerStateStores.builders();
            }
        };
    }
}
