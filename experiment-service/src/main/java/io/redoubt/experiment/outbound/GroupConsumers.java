package io.redoubt.experiment.outbound;

import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Creates the consumers of {@link GroupReader}. */
@ApplicationScoped
public class GroupConsumers {

    /** A record can be a thousand times longer than the compressed batch that was fetched. */
    private static final int MAX_POLL_RECORDS = 10;

    /** A topic that an administrator creates later is found after this time. */
    private static final int METADATA_MAX_AGE_MS = 10_000;

    private final KafkaConnection kafka;

    GroupConsumers(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * Creates consumers of a group.
     *
     * @param start where a new group starts, {@code earliest} or {@code latest}
     */
    public Supplier<Consumer<String, byte[]>> of(String group, String start) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                start,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_POLL_RECORDS,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                METADATA_MAX_AGE_MS));
        return () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
