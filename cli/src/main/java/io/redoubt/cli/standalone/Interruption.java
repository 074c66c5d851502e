package io.redoubt.cli.standalone;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends work between two batches after SIGINT or SIGTERM, so that it can keep its state and remove its scratch files. */
public final class Interruption {

    /** Exit code of the work; the process itself ends with that of the signal. */
    private static final int INTERRUPTED = 130;

    private static final long TIMEOUT_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    private Interruption() {}

    /** Work that calls {@link #check} between its batches. */
    @FunctionalInterface
    public interface Work {
        int run(Interruption interruption) throws Exception;
    }

    /** Thrown by {@link #check}; the message says what is kept. */
    private static final class InterruptedWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InterruptedWork(String message) {
            super(message);
        }
    }

    /** Runs the work. After a signal, prints what is kept. */
    public static int during(PrintWriter err, Work work) throws Exception {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::await, "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run(interruption);
        } catch (InterruptedWork e) {
            err.println("interrupted: " + e.getMessage());
            err.flush();
            return INTERRUPTED;
        } finally {
            interruption.ended.countDown();
            if (!interruption.requested) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void await() {
        requested = true;
        try {
            ended.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process has been asked to stop. */
    public boolean requested() {
        return requested;
    }

    /**
     * Aborts the work if the process has been asked to stop.
     *
     * @param kept what is kept, and how to continue
     */
    public void check(Supplier<String> kept) {
        if (requested) {
            throw new InterruptedWork(kept.get());
        }
    }
}
