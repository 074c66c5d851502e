package io.redoubt.pipeline.job;

import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.retry.Backoff;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The delay before a failed job is released to its queue. If the store is unavailable, the delay lasts until it is
 * available again: other workers would fail the same way. A shutdown ends every delay.
 */
final class RetryDelay {

    private final Backoff backoff;
    private final ObjectStore store;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    RetryDelay(QueueConfig config, ObjectStore store) {
        this.backoff = new Backoff(config.backoff(), config.maxBackoff());
        this.store = store;
    }

    /** Waits for the delay after the given number of failures, from 1. */
    void await(int failures) {
        await(backoff.delay(failures));
    }

    /** Waits after a failed attempt, counted from 1. */
    void await(int failures, Throwable failure) {
        boolean stopped = await(backoff.delay(failures));
        for (int more = failures + 1;
                !stopped && failure instanceof StoreUnavailableException && !isStoreAvailable();
                more++) {
            stopped = await(backoff.delay(more));
        }
    }

    private boolean isStoreAvailable() {
        try {
            store.head(StoreKeys.PROBE);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        } catch (StoreException e) {
            return true;
        }
    }

    private boolean await(Duration delay) {
        try {
            return shutdown.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void shutdown() {
        shutdown.countDown();
    }

    boolean isShutdown() {
        return shutdown.getCount() == 0;
    }
}
