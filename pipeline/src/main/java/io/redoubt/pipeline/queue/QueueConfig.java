package io.redoubt.pipeline.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How work queues are read. */
@ConfigMapping(prefix = "redoubt.queue")
public interface QueueConfig {

    /**
     * How long a job stays with a worker that gives no sign; workers give three in that time. Brokers allow 15 s to 60 s
     * unless they are told otherwise.
     */
    @WithDefault("30s")
    Duration lock();

    /** How often a job is tried before it counts as failed, 1 to 8. */
    @WithDefault("4")
    int maxAttempts();

    /** How long a job rests after its first failure; twice as long after each further one. */
    @WithDefault("1s")
    Duration rest();

    /** The longest rest between two attempts. */
    @WithDefault("30s")
    Duration longestRest();

    /** How much work a worker that dies may lose: a job that can commits its state so often, also within an epoch. */
    @WithDefault("5m")
    Duration checkpointEvery();

    /** How long a running job waits for a store that does not answer before the attempt ends. */
    @WithDefault("20s")
    Duration storePatience();

    /** How long a process that is told to stop waits for the job in hand to commit its state and be given back. */
    @WithDefault("40s")
    Duration stopWithin();
}
