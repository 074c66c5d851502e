package io.redoubt.pipeline.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a process does about the cluster before it begins to work. */
@ConfigMapping(prefix = "redoubt.kafka")
public interface TopicConfig {

    /** Whether topics and share groups are set up at the start; false where there is no broker, or others see to it. */
    @WithDefault("true")
    boolean setup();

    /** Copies of each new topic; -1 leaves it to the broker. */
    @WithDefault("-1")
    short replication();

    /** How long the start waits for the broker. */
    @WithDefault("60s")
    Duration patience();
}
