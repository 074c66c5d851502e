package io.redoubt.cli.local;

import io.quarkus.runtime.configuration.MemorySize;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.experiment.access.OidcSettings;
import io.redoubt.experiment.access.RestConfig;
import io.redoubt.experiment.stream.TrackerSettings;
import io.redoubt.pipeline.config.KnownSettings;
import io.redoubt.pipeline.config.SettingsReader;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.StoreSettings;
import io.redoubt.pipeline.topic.TopicConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of the services in a local pipeline. Those of its own servers are fixed, because the environment may
 * describe another deployment.
 */
final class LocalSettings {

    private static final String BUCKET = "redoubt";
    private static final String REGION = "us-east-1";

    private LocalSettings() {}

    /** Settings of the store of a local pipeline. */
    static StoreSettings store(S3Endpoint endpoint) {
        return new StoreSettings(endpoint.uri(), BUCKET, endpoint.accessKey(), endpoint.secretKey(), REGION);
    }

    /** Quarkus treats environment variables of Kafka as separate properties, so these settings have both names. */
    static Map<String, String> of(Path home, String kafka, S3Endpoint s3, int httpPort) {
        Map<String, String> settings = new HashMap<>(fixed());
        for (Map.Entry<String, String> client : Map.of(
                        "kafka.bootstrap.servers", kafka, "kafka.security.protocol", "PLAINTEXT")
                .entrySet()) {
            settings.put(client.getKey(), client.getValue());
            settings.put(client.getKey().replace('.', '_').toUpperCase(Locale.ROOT), client.getValue());
        }
        settings.put("redoubt.store.endpoint", s3.uri().toString());
        settings.put("redoubt.store.access-key", s3.accessKey());
        settings.put("redoubt.store.secret-key", s3.secretKey());
        settings.put("redoubt.cache", home.resolve("cache").toString());
        settings.put("quarkus.http.port", String.valueOf(httpPort));
        settings.put("quarkus.log.file.path", LocalLog.file(home).toString());
        return settings;
    }

    /**
     * The environment variables that have no effect, because a local pipeline sets what they would set.
     *
     * @param settings those of the local pipeline
     * @param environment names of the variables that are set
     */
    static SortedSet<String> ignoredVariables(Map<String, String> settings, Set<String> environment) {
        return settings.keySet().stream()
                .map(KnownSettings::variable)
                .filter(environment::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> fixed() {
        return Map.of(
                "redoubt.store.bucket", BUCKET,
                "redoubt.store.region", REGION,
                "redoubt.store.ca", "",
                "redoubt.kafka.setup", "true",
                "redoubt.kafka.replication", "-1",
                "redoubt.pretrain.tasks", "all",
                "redoubt.queue.exit-when-idle", "");
    }

    /**
     * Reads the settings that the environment can change, before anything is started.
     *
     * @throws io.redoubt.pipeline.config.InvalidSettingsException naming the settings, if some are invalid
     */
    static void check() {
        SettingsReader.read(
                fixed(),
                config -> List.of(
                        config.getOptionalValue("redoubt.cache-size", MemorySize.class),
                        config.getOptionalValue("redoubt.evaluation.batch", BatchSize.class)),
                QueueConfig.class,
                TopicConfig.class,
                RestConfig.class,
                OidcSettings.class,
                TrackerSettings.class);
    }
}
