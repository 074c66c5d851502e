package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.config.AttemptsConverter;
import io.redoubt.pipeline.config.PositiveDurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How work queues are consumed and jobs are retried. */
@ConfigMapping(prefix = "redoubt.queue")
public interface QueueConfig {

    /**
     * The acquisition lock of a record, and how long a claim lasts without renewal. Both are renewed three times per
     * lock duration. Brokers allow 15 s to 60 s by default.
     */
    @WithDefault("30s")
    @WithConverter(PositiveDurationConverter.class)
    Duration lock();

    /** Number of attempts before a job fails, 1 to 8. */
    @WithDefault("4")
    @WithConverter(AttemptsConverter.class)
    int maxAttempts();

    /** The delay after a job's first failure; it doubles with each further one. */
    @WithDefault("1s")
    @WithConverter(PositiveDurationConverter.class)
    Duration backoff();

    /** The longest delay between two attempts. */
    @WithDefault("30s")
    @WithConverter(PositiveDurationConverter.class)
    Duration maxBackoff();

    /**
     * The longest time between two checkpoints of a job that can resume within an epoch, and so the most that a crash
     * costs.
     */
    @WithDefault("5m")
    @WithConverter(PositiveDurationConverter.class)
    Duration checkpointEvery();

    /** How long a running job retries requests to a store that is unavailable before the attempt ends. */
    @WithDefault("20s")
    @WithConverter(PositiveDurationConverter.class)
    Duration storeRetryTimeout();

    /** How long a process that is shutting down waits for the running job to commit its state and be released. */
    @WithDefault("40s")
    @WithConverter(PositiveDurationConverter.class)
    Duration shutdownTimeout();

    /**
     * How long the queues must have had no job before the process exits, for workers that a Kubernetes Job runs. By
     * default it does not exit.
     */
    Optional<Duration> exitWhenIdle();
}
