package io.redoubt.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.embedded.s3.S3Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {

    private static final Map<String, String> SETTINGS = LocalSettings.of(
            Path.of("home"),
            "127.0.0.1:9092",
            new S3Endpoint(URI.create("http://127.0.0.1:9000"), "key", "secret"),
            8080);

    @Test
    void namesTheVariablesThatHaveNoEffect() {
        assertThat(LocalSettings.ignoredVariables(
                        SETTINGS,
                        Set.of(
                                "REDOUBT_PRETRAIN_TASKS",
                                "KAFKA_BOOTSTRAP_SERVERS",
                                "REDOUBT_STORE_ENDPOINT",
                                "REDOUBT_QUEUE_LOCK",
                                "PATH")))
                .containsExactly("KAFKA_BOOTSTRAP_SERVERS", "REDOUBT_PRETRAIN_TASKS", "REDOUBT_STORE_ENDPOINT");
    }

    @Test
    void isSilentWithoutSuchVariables() {
        assertThat(LocalSettings.ignoredVariables(SETTINGS, Set.of("REDOUBT_CACHE_SIZE", "HOME")))
                .isEmpty();
    }
}
