package io.redoubt.pipeline.kafka;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of the Kafka clients behind channels. Every producer is idempotent and waits for all in-sync replicas,
 * so that the records of a channel are written in the order of sending, without duplicates.
 */
@ApplicationScoped
public class ProducerSettings implements ClientCustomizer<Map<String, Object>> {

    /** Before compression; the topic's {@code max.message.bytes} applies after it. */
    private static final int MAX_REQUEST_BYTES = 16 << 20;

    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.ACKS_CONFIG,
            "all",
            // Channels set the connector's own attribute of this name to 0, because its retries send again under a new
            // sequence number, which can reorder and duplicate records. The producer's retries cannot.
            ProducerConfig.RETRIES_CONFIG,
            Integer.toString(Integer.MAX_VALUE),
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.toString(MAX_REQUEST_BYTES),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            "10000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "10000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            "30000");

    /** Kafka's default; the connector's own default of 10 s delays everything after a broker restart. */
    private static final String RECONNECT_BACKOFF_MAX_MS = "1000";

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        Map<String, Object> customized = new HashMap<>(config);
        customized.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MS);
        if (config.containsKey(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
            customized.putAll(PRODUCER);
        }
        return customized;
    }
}
