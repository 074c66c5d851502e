package io.redoubt.pipeline.job;

import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The rest between two attempts. A job whose store cannot be reached rests until it can: another worker would not fare
 * better, and the attempts would be used up for nothing.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private final QueueConfig config;
    private final ObjectStore store;
    private final CountDownLatch stop = new CountDownLatch(1);

    Backoff(QueueConfig config, ObjectStore store) {
        this.config = config;
        this.store = store;
    }

    /** Waits as long as after that attempt; returns at once when the process stops. */
    void after(int attempt) {
        await(length(attempt));
    }

    private Duration length(int attempt) {
        int doublings = Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
        return shorter(config.rest().multipliedBy(1L << doublings));
    }

    /** Waits after a failed attempt, counted from 1; returns at once when the process stops. */
    void after(int attempt, Throwable failure) {
        Duration rest = length(attempt);
        boolean stopped = await(rest);
        while (!stopped && failure instanceof StoreUnavailableException && !storeAnswers()) {
            rest = shorter(rest.multipliedBy(2));
            stopped = await(rest);
        }
    }

    private Duration shorter(Duration rest) {
        return rest.compareTo(config.longestRest()) < 0 ? rest : config.longestRest();
    }

    private boolean storeAnswers() {
        try {
            store.head(StoreKeys.PROBE);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        } catch (StoreException e) {
            return true;
        }
    }

    private boolean await(Duration rest) {
        try {
            return stop.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends every rest, and the current one. */
    void stop() {
        stop.countDown();
    }

    boolean isStopped() {
        return stop.getCount() == 0;
    }
}
