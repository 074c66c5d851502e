package io.redoubt.pipeline.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads records up to given offsets. A consumer whose broker is gone returns no records and reports no error, so reading
 * fails when the position has not changed for some time.
 */
public final class ReadToEnd {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * @param consumer has the partitions assigned, each with a position
     * @param timeout how long the position may stay the same
     */
    public ReadToEnd(Consumer<String, byte[]> consumer, Duration timeout) {
        this(consumer, timeout, System::nanoTime);
    }

    ReadToEnd(Consumer<String, byte[]> consumer, Duration timeout, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /**
     * Passes all records from the current positions up to {@code end}, and possibly later ones, to {@code each}.
     *
     * @param end an offset for each partition to read, at most that of the last record plus one
     * @param stop called before each poll; returns true to stop early
     * @throws TimeoutException if the broker does not answer
     */
    public void read(
            Map<TopicPartition, Long> end,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each,
            BooleanSupplier stop) {
        long missing = missing(end);
        long changed = nanoTime.getAsLong();
        while (missing > 0 && !stop.getAsBoolean()) {
            consumer.poll(POLL_TIMEOUT).forEach(each);
            long now = nanoTime.getAsLong();
            long left = missing(end);
            if (left != missing) {
                missing = left;
                changed = now;
            } else if (now - changed > timeout.toNanos()) {
                throw new TimeoutException(
                        "no record for " + timeout.toSeconds() + " s, although there are more up to " + end);
            }
        }
    }

    private long missing(Map<TopicPartition, Long> end) {
        return end.entrySet().stream()
                .mapToLong(last -> Math.max(0, last.getValue() - consumer.position(last.getKey())))
                .sum();
    }
}
