package io.redoubt.pipeline.kafka;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.config.KnownSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The cluster configured under {@code kafka.*}: {@code kafka.bootstrap.servers}, and security settings if the cluster
 * requires them. Clients outside channels (share consumers, administration, Kafka Streams) start from these settings.
 */
@ApplicationScoped
public class KafkaConnection {

    private static final String SERVERS = "kafka.bootstrap.servers";

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
     * @throws InvalidFieldException if the bootstrap servers are missing or invalid
     * @throws UnusableSettingsException if other settings are invalid
     */
    public Admin admin() {
        BootstrapServers.require(KnownSettings.title(SERVERS), servers());
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

    /**
     * The bootstrap servers.
     *
     * @throws InvalidFieldException if they are not set
     */
    public String servers() {
        return Optional.ofNullable(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                .map(Object::toString)
                .filter(servers -> !servers.isBlank())
                .orElseThrow(() -> new InvalidFieldException(
                        KnownSettings.title(SERVERS), "is not set; use host:port of the Kafka cluster"));
    }
}
