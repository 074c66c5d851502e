package io.redoubt.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that fail after 30 seconds. */
public final class BoundedWait {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private BoundedWait() {}

    public static void on(CountDownLatch latch) {
        try {
            if (!latch.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("latch not released within " + TIMEOUT);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    public static void until(Callable<Boolean> condition) {
        await().atMost(TIMEOUT).until(condition);
    }
}
