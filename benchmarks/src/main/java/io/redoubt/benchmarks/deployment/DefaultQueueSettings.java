package io.redoubt.benchmarks.deployment;

import io.redoubt.pipeline.queue.QueueConfig;
import java.time.Duration;
import java.util.Optional;

/** The defaults of {@link QueueConfig}, which Quarkus reads in services. */
record DefaultQueueSettings(
        Duration lock,
        int maxAttempts,
        Duration backoff,
        Duration maxBackoff,
        Duration checkpointEvery,
        Duration storeRetryTimeout,
        Duration shutdownTimeout,
        Optional<Duration> exitWhenIdle)
        implements QueueConfig {

    DefaultQueueSettings() {
        this(
                Duration.ofSeconds(30),
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                Optional.empty());
    }
}
