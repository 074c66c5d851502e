package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static TrackerSettings settings(Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withMapping(TrackerSettings.class)
                .withDefaultValues(configured)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(TrackerSettings.class);
    }

    @Test
    void hasDefaults() {
        TrackerSettings settings = settings(Map.of());

        assertThat(settings.applicationId()).isEqualTo("redoubt-tracker");
        assertThat(settings.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.closeWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.streams()).isEmpty();
    }

    @Test
    void mapsEveryProperty() {
        TrackerSettings settings = settings(Map.of(
                "redoubt.experiment.tracker.application-id", "other",
                "redoubt.experiment.tracker.retry-after", "5s",
                "redoubt.experiment.tracker.close-within", "1m",
                "redoubt.experiment.tracker.streams.\"commit.interval.ms\"", "50"));

        assertThat(settings.applicationId()).isEqualTo("other");
        assertThat(settings.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.closeWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.streams()).containsExactly(Map.entry("commit.interval.ms", "50"));
    }

    @Test
    void usesExactlyOnceTheConnectionAndTheConfiguredProperties() {
        TrackerSettings settings =
                settings(Map.of("redoubt.experiment.tracker.streams.\"consumer.session.timeout.ms\"", "20000"));

        Properties properties = StreamsSettings.of(
                Map.of("bootstrap.servers", "broker:9092", "security.protocol", "SSL"),
                settings,
                Path.of("state"),
                new RecordSizeLimits());

        assertThat(properties)
                .containsEntry("application.id", "redoubt-tracker")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("state.dir", "state")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("consumer.session.timeout.ms", "20000")
                .containsEntry("main.consumer.max.poll.records", 1);
    }
}
