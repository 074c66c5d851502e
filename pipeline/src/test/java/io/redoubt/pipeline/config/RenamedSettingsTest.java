package io.redoubt.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamedSettingsTest {

    @Test
    void namesEveryFormerSettingWithItsSourceAndNewName() {
        Map<String, String> properties = Map.of("redoubt.queue.rest", "2s", "redoubt.kafka.patience", "5s");
        Map<String, String> environment = Map.of(
                "REDOUBT_QUEUE_LONGEST_REST", "1m",
                "REDOUBT_QUEUE_STORE_PATIENCE", "1m",
                "REDOUBT_QUEUE_STOP_WITHIN", "1m");

        assertThatThrownBy(() -> config(properties, environment))
                .isInstanceOf(ConfigValidationException.class)
                .message()
                .contains(
                        "redoubt.queue.rest in PropertiesConfigSource[source=file] has been renamed; set redoubt.queue.backoff (")
                .contains("redoubt.kafka.patience in PropertiesConfigSource[source=file] has been renamed; set "
                        + "redoubt.kafka.startup-timeout (")
                .contains("REDOUBT_QUEUE_MAX_BACKOFF")
                .contains("REDOUBT_QUEUE_STORE_RETRY_TIMEOUT")
                .contains("REDOUBT_QUEUE_SHUTDOWN_TIMEOUT");
    }

    @Test
    void acceptsCurrentNames() {
        SmallRyeConfig config =
                config(Map.of("redoubt.queue.backoff", "2s"), Map.of("REDOUBT_QUEUE_MAX_BACKOFF", "1m"));

        assertThat(config.getConfigValue("redoubt.queue.backoff").getValue()).isEqualTo("2s");
        assertThat(config.getConfigValue("redoubt.queue.max-backoff").getValue())
                .isEqualTo("1m");
    }

    /** A configuration that finds the check as the services do. */
    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(properties, "file", 100), new EnvConfigSource(environment, 300))
                .build();
    }
}
