package io.redoubt.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.embedded.s3.S3Endpoint;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalConfigSourceTest {

    private static final String OVERRIDDEN = "java.io.tmpdir";

    private static SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .addSystemSources()
                .addDiscoveredSources()
                .build();
    }

    @AfterEach
    void clear() {
        LocalRun.clear();
    }

    @Test
    void settingsOfLocalRunOverrideSystemProperties() {
        S3Endpoint s3 = new S3Endpoint(URI.create("http://127.0.0.1:1"), "key", "secret-key");

        LocalRun.set(new LocalRun(Map.of(OVERRIDDEN, "local"), "127.0.0.1:2", s3, server -> 0));

        assertThat(config().getValue(OVERRIDDEN, String.class)).isEqualTo("local");
    }

    @Test
    void withoutLocalRunNothingIsOverridden() {
        assertThat(config().getValue(OVERRIDDEN, String.class)).isEqualTo(System.getProperty(OVERRIDDEN));
    }
}
