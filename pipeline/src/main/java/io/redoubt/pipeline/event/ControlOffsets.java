package io.redoubt.pipeline.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tracks how far {@code redoubt.control} has been read. A polled record stays in the channel's buffer until it is
 * applied, and the position alone does not tell which offsets contain records: transaction markers and compaction leave
 * gaps. The topic therefore counts as read up to an offset once the consumer's position has reached it and the last
 * polled record has been applied.
 */
@ApplicationScoped
public class ControlOffsets {

    private static final long NONE = -1;

    private long position;
    private long lastPolled = NONE;
    private long lastApplied = NONE;

    /** Called by the consumer, on its polling thread. */
    synchronized void polled(long lastRecord, long nextPosition) {
        lastPolled = Math.max(lastPolled, lastRecord);
        position = nextPosition;
        notifyAll();
    }

    /** Called by the listener, in the order of offsets. */
    synchronized void applied(long offset) {
        lastApplied = offset;
        notifyAll();
    }

    /**
     * Waits until everything before {@code end} is applied.
     *
     * @return false after {@code timeout}
     */
    synchronized boolean awaitAppliedTo(long end, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (position < end || lastApplied < lastPolled) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
