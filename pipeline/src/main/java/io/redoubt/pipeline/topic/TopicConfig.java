package io.redoubt.pipeline.topic;

import io.redoubt.pipeline.config.PositiveDurationConverter;
import io.redoubt.pipeline.config.ReplicationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Setup of topics and share groups when a process starts. */
@ConfigMapping(prefix = "redoubt.kafka")
public interface TopicConfig {

    /** Whether to create topics and configure share groups at startup. Set to false if an administrator does so. */
    @WithDefault("true")
    boolean setup();

    /** Replication factor of new topics; -1 for the broker's default. */
    @WithDefault("-1")
    @WithConverter(ReplicationConverter.class)
    short replication();

    /** How long to wait for the broker at startup. */
    @WithDefault("60s")
    @WithConverter(PositiveDurationConverter.class)
    Duration startupTimeout();
}
