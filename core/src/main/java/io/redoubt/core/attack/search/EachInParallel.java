package io.redoubt.core.attack.search;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs independent work for each image of a batch on all processors. */
final class EachInParallel {
    private EachInParallel() {}

    /**
     * Runs work for 0 to {@code count - 1}. If it fails for some, the exception of the first of these propagates, as in a
     * loop; the work after it may have run.
     */
    static void run(int count, IntConsumer work) {
        Throwable[] failures = new Throwable[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            try {
                work.accept(i);
            } catch (RuntimeException | Error e) {
                failures[i] = e;
            }
        });
        for (Throwable failure : failures) {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
