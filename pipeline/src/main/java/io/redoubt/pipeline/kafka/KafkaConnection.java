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
 * The cluster that is configured under {@code kafka.*}: {@code kafka.bootstrap.servers}, and security settings where the
 * cluster wants them. Every Kafka client of ours begins with these settings.
 */
@ApplicationScoped
public class KafkaConnection {

    private final Map<String, Object> settings;

    /** @param settings of Kafka clients, {@code bootstrap.servers} at least */
    @Inject
    public KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** The settings of a client: the connection's, and over them its own. */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> merged = new HashMap<>(settings);
        merged.putAll(own);
        return merged;
    }

    /**
     * A new client for administration; the caller closes it.
     *
     * @throws UnusableSettingsException if no client can be made of the settings
     */
    public Admin admin() {
        try {
            return Admin.create(with(Map.of()));
        } catch (KafkaException e) {
            throw new UnusableSettingsException(
                    "no client for Kafka at " + servers() + ": " + KafkaClientDiagnosis.unusable(e));
        }
    }

    /** What to look at when no broker answers. */
    public String silence() {
        return KafkaClientDiagnosis.silence(settings);
    }

    /** The servers asked first, for messages. */
    public String servers() {
        return String.valueOf(settings.getOrDefault("bootstrap.servers", "(kafka.bootstrap.servers is not set)"));
    }
}
