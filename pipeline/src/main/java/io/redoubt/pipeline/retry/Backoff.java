package io.redoubt.pipeline.retry;

import io.redoubt.api.Require;
import java.time.Duration;

/**
 * Exponential backoff: the delay doubles with each failure, up to a limit.
 *
 * @param initial the delay after the first failure
 * @param max the longest delay
 */
public record Backoff(Duration initial, Duration max) {

    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        Require.present("initial", initial);
        Require.present("max", max);
    }

    /** The delay after the given number of consecutive failures, from 1. */
    public Duration delay(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        Duration delay = initial.multipliedBy(1L << doublings);
        return delay.compareTo(max) < 0 ? delay : max;
    }
}
