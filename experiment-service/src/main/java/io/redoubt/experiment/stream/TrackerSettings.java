package io.redoubt.experiment.stream;

import io.redoubt.pipeline.config.PositiveDurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Configuration of the tracker, {@code redoubt.experiment.tracker.*}. */
@ConfigMapping(prefix = "redoubt.experiment.tracker")
public interface TrackerSettings {

    /**
     * Kafka Streams application id: prefix of the consumer group and the changelog topics. Another id starts with empty
     * state.
     */
    @WithDefault("redoubt-tracker")
    String applicationId();

    /** Delay before the tracker restarts after a failure, such as an unavailable store. */
    @WithDefault("2s")
    @WithConverter(PositiveDurationConverter.class)
    Duration retryAfter();

    /** Maximum time to wait for a clean shutdown. */
    @WithDefault("10s")
    @WithConverter(PositiveDurationConverter.class)
    Duration closeWithin();

    /** Further Kafka Streams properties; they take precedence. */
    Map<String, String> streams();
}
