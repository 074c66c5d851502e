package io.redoubt.experiment.outbound;

import io.redoubt.pipeline.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a topic as a member of a consumer group, on its own thread, and passes one record at a time to a handler. An
 * offset is committed after the handler is done, so each record is handled at least once, also if the service restarts.
 * A record that the handler cannot process is passed to it again after a delay; later records wait.
 */
public final class GroupReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    /** Time to leave the group. */
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final Handler handler;
    private final Backoff backoff;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean closed;
    private volatile Runnable wakeup = () -> {};
    private TopicPartition failedPartition;
    private long failedOffset;
    private int failures;

    /** Handles records. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Called on the thread of the reader.
         *
         * @param attempt how often the record was passed on, from 1
         * @return whether the record is done; otherwise it is passed on again
         * @throws InterruptedException if the reader is closed; the record is not done
         */
        boolean handle(ConsumerRecord<String, byte[]> record, int attempt) throws InterruptedException;

        /** Called after a record that is not passed on again because the handler threw an unchecked exception. */
        default void skipped() {}
    }

    /**
     * @param name of the thread
     * @param consumers creates a consumer without automatic commits; another one if the first has failed
     * @param backoff delays between attempts of one record
     */
    public GroupReader(
            String name, Supplier<Consumer<String, byte[]>> consumers, String topic, Backoff backoff, Handler handler) {
        this.consumers = consumers;
        this.topic = topic;
        this.backoff = backoff;
        this.handler = handler;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts to read. */
    public void start() {
        thread.start();
    }

    private void run() {
        int lost = 0;
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                wakeup = consumer::wakeup;
                consumer.subscribe(List.of(topic), new Start(consumer));
                while (!closed) {
                    ConsumerRecords<String, byte[]> polled = consumer.poll(POLL_TIMEOUT);
                    boolean passed = pass(consumer, polled);
                    if (stopping && (polled.isEmpty() || !passed)) {
                        return;
                    }
                    lost = 0;
                }
            } catch (WakeupException | InterruptException | InterruptedException stopped) {
                return;
            } catch (KafkaException e) {
                lost++;
                LOG.warnf("topic=%s thread=%s read failed, retrying: %s", topic, thread.getName(), e.getMessage());
                if (!sleep(backoff.delay(lost))) {
                    return;
                }
            }
        }
    }

    private static boolean sleep(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Returns whether all records are done. */
    private boolean pass(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> polled)
            throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records = list(polled);
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<String, byte[]> record = records.get(i);
            if (!isDone(record)) {
                consumer.commitSync(done);
                rewind(consumer, records.subList(i, records.size()));
                await(consumer, backoff.delay(failures));
                return false;
            }
            failedPartition = null;
            done.put(partition(record), new OffsetAndMetadata(record.offset() + 1));
        }
        if (!done.isEmpty()) {
            consumer.commitSync(done);
        }
        return true;
    }

    private boolean isDone(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        try {
            return handler.handle(record, attempt(record));
        } catch (RuntimeException e) {
            // For failures that a later attempt may not have, the handler returns false. The message may contain a
            // secret.
            LOG.errorf(
                    "topic=%s partition=%d offset=%d thread=%s record skipped: %s",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    thread.getName(),
                    e.getClass().getName());
            handler.skipped();
            return true;
        }
    }

    private int attempt(ConsumerRecord<String, byte[]> record) {
        boolean again = partition(record).equals(failedPartition) && record.offset() == failedOffset;
        failures = again ? failures + 1 : 1;
        failedPartition = partition(record);
        failedOffset = record.offset();
        return failures;
    }

    /** Keeps polling with all partitions paused, so that the consumer stays in its group. */
    private void await(Consumer<String, byte[]> consumer, Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0 && !closed && !stopping; left = end - System.nanoTime()) {
            consumer.pause(consumer.assignment());
            Duration timeout = Duration.ofNanos(Math.min(left, POLL_TIMEOUT.toNanos()));
            rewind(consumer, list(consumer.poll(timeout)));
        }
        consumer.resume(consumer.paused());
    }

    /** Reads the records again. */
    private static void rewind(Consumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> first = new HashMap<>();
        records.forEach(record -> first.merge(partition(record), record.offset(), Math::min));
        first.keySet().retainAll(consumer.assignment());
        first.forEach(consumer::seek);
    }

    private static List<ConsumerRecord<String, byte[]>> list(ConsumerRecords<String, byte[]> records) {
        List<ConsumerRecord<String, byte[]>> list = new ArrayList<>();
        records.forEach(list::add);
        return list;
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Waits up to 3 seconds for the records that are on the topic, which the end of an experiment may have been. */
    @Override
    public void close() {
        closeAll(List.of(this), CLOSE_TIMEOUT);
    }

    /** Closes readers at the same time, as {@link #close} does. */
    static void closeAll(List<GroupReader> readers) {
        closeAll(readers, CLOSE_TIMEOUT);
    }

    static void closeAll(List<GroupReader> readers, Duration timeout) {
        readers.forEach(reader -> reader.stopping = true);
        try {
            join(readers, timeout);
            readers.forEach(GroupReader::interrupt);
            join(readers, LEAVE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(List<GroupReader> readers, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (GroupReader reader : readers) {
            TimeUnit.NANOSECONDS.timedJoin(reader.thread, end - System.nanoTime());
        }
    }

    private void interrupt() {
        closed = true;
        wakeup.run();
        thread.interrupt(); // an HTTP request in progress
    }

    /** Commits the start position of a new group, so that a restart before the first record does not skip any. */
    private record Start(Consumer<String, byte[]> consumer) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
            for (TopicPartition partition : partitions) {
                if (committed.get(partition) == null) {
                    start.put(partition, new OffsetAndMetadata(consumer.position(partition)));
                }
            }
            if (!start.isEmpty()) {
                consumer.commitSync(start);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Offsets are committed after each batch, on the thread that polls.
        }
    }
}
