package io.redoubt.pipeline.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The cluster configured under {@code kafka.*}: {@code kafka.bootstrap.servers}, and security settings if the cluster
 * requires them. Clients outside channels (share consumers, administration, Kafka Streams) start from these settings.
 */
@ApplicationScoped
public class KafkaConnection {

    private final Map<String, Object> settings;

    /** @param settings client settings, at least {@code bootstrap.servers} */
    @Inject
    public KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** The settings of a client: those of the connection, overridden by its own. */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> merged = new HashMap<>(settings);
        merged.putAll(own);
        return merged;
    }

    /**
     * A new client for administration; the caller closes it.
     *
     * @throws UnusableSettingsException if the settings are invalid
     */
    public Admin admin() {
        try {
            return Admin.create(with(Map.of()));
        } catch (KafkaException e) {
            throw new UnusableSettingsException(
                    "no client for Kafka at " + servers() + ": " + KafkaClientDiagnosis.unusable(e));
        }
    }

    /** What to check if no broker answers. */
    public String silence() {
        return KafkaClientDiagnosis.silence(settings);
    }

    /** The bootstrap servers, for messages. */
    public String servers() {
        return String.valueOf(settings.getOrDefault("bootstrap.servers", "(kafka.bootstrap.servers is not set)"));
    }
}
