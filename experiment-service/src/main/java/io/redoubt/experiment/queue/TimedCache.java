package io.redoubt.experiment.queue;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Remembers the outcome of a query, a value or an exception, for a while. Concurrent callers share one query. */
final class TimedCache<T> {

    private final Supplier<T> query;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private Supplier<T> outcome;
    private long completed;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    TimedCache(Supplier<T> query, Duration maxAge, LongSupplier nanoTime) {
        this.query = query;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized T get() {
        if (outcome == null || nanoTime.getAsLong() - completed >= maxAgeNanos) {
            outcome = queried();
            completed = nanoTime.getAsLong();
        }
        return outcome.get();
    }

    private Supplier<T> queried() {
        try {
            T value = query.get();
            return () -> value;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }
}
