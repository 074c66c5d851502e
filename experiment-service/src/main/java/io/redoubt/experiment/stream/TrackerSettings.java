package io.redoubt.experiment.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Settings of the tracker, {@code redoubt.experiment.tracker.*}. */
@ConfigMapping(prefix = "redoubt.experiment.tracker")
public interface TrackerSettings {

    /** Kafka Streams application id: names the consumer group and the changelog topics, and so the tracker's memory. */
    @WithDefault("redoubt-tracker")
    String applicationId();

    /** Pause before the tracker is started anew after a failure, such as a store that is down. */
    @WithDefault("2s")
    Duration retryAfter();

    /** How long the tracker may take to stop in order. */
    @WithDefault("10s")
    Duration closeWithin();

    /** Further Kafka Streams settings by their own names; they override ours. */
    Map<String, String> streams();
}
