package io.redoubt.pipeline.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far {@code redoubt.control} has been read. A polled record is in the channel's buffer for a while before it is applied,
 * and the position alone does not say which offsets hold records: transaction markers and compaction leave gaps. So the
 * topic is read up to an offset when the consumer's position has reached it and the last polled record is applied.
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
     * @return whether that was so within {@code timeout}
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
