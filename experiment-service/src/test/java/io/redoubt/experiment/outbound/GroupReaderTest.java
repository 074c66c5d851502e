package io.redoubt.experiment.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.pipeline.retry.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupReaderTest {

    private static final String TOPIC = "events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    private final List<String> handled = new CopyOnWriteArrayList<>();

    /** A consumer that is assigned the partition in its first poll, and then has records of the given offsets. */
    private static MockConsumer<String, byte[]> consumer(long... offsets) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 5L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        consumer.schedulePollTask(() -> add(consumer, offsets));
        return consumer;
    }

    private static void add(MockConsumer<String, byte[]> consumer, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, "key", new byte[0]));
        }
    }

    private static long committed(MockConsumer<String, byte[]> consumer) {
        var offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }

    private GroupReader reader(MockConsumer<String, byte[]> consumer, GroupReader.Handler handler) {
        return new GroupReader("reader", () -> consumer, TOPIC, BACKOFF, handler);
    }

    private boolean record(ConsumerRecord<String, byte[]> record, int attempt) {
        handled.add(record.offset() + "/" + attempt);
        return true;
    }

    @Test
    void startOfANewGroupIsCommittedBeforeTheFirstRecord() {
        MockConsumer<String, byte[]> consumer = consumer();
        try (GroupReader reader = reader(consumer, this::record)) {
            reader.start();

            await().until(() -> committed(consumer) == 5);
        }
    }

    @Test
    void offsetIsCommittedAfterTheRecordIsDone() {
        MockConsumer<String, byte[]> consumer = consumer(5, 6);
        try (GroupReader reader = reader(consumer, this::record)) {
            reader.start();

            await().until(() -> committed(consumer) == 7);
            assertThat(handled).containsExactly("5/1", "6/1");
        }
    }

    @Test
    void recordThatIsNotDoneIsPassedOnAgainBeforeTheNext() {
        MockConsumer<String, byte[]> consumer = consumer(5, 6);
        try (GroupReader reader = reader(consumer, (record, attempt) -> {
            record(record, attempt);
            boolean done = record.offset() == 6 || attempt == 3;
            if (!done) {
                // The mock does not keep records that were polled.
                add(consumer, 5, 6);
            }
            return done;
        })) {
            reader.start();

            await().until(() -> committed(consumer) == 7);
            assertThat(handled).containsExactly("5/1", "5/2", "5/3", "6/1");
        }
    }

    @Test
    void recordWhoseHandlerFailsUnexpectedlyIsSkippedAndItsHandlerTold() {
        MockConsumer<String, byte[]> consumer = consumer(5, 6);
        try (GroupReader reader = reader(consumer, failingAt5())) {
            reader.start();

            await().until(() -> committed(consumer) == 7);
            assertThat(handled).containsExactly("skipped", "6/1");
        }
    }

    @Test
    void messageOfAnUnexpectedFailureIsNotLogged() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(GroupReader.class.getName());
        logger.addHandler(log);
        MockConsumer<String, byte[]> consumer = consumer(5);
        try (GroupReader reader = reader(consumer, failingAt5())) {
            reader.start();

            await().until(() -> committed(consumer) == 6);
        } finally {
            logger.removeHandler(log);
        }

        assertThat(logged).singleElement().satisfies(entry -> {
            assertThat(new SimpleFormatter().format(entry))
                    .contains(IllegalStateException.class.getName())
                    .doesNotContain("s3cret");
            assertThat(entry.getThrown()).isNull();
        });
    }

    private GroupReader.Handler failingAt5() {
        return new GroupReader.Handler() {
            @Override
            public boolean handle(ConsumerRecord<String, byte[]> record, int attempt) {
                if (record.offset() == 5) {
                    throw new IllegalStateException("the header s3cret");
                }
                return record(record, attempt);
            }

            @Override
            public void skipped() {
                handled.add("skipped");
            }
        };
    }

    @Test
    void anotherConsumerReplacesOneThatFailed() {
        MockConsumer<String, byte[]> failing = consumer();
        failing.setPollException(new KafkaException("no access to the group"));
        MockConsumer<String, byte[]> next = consumer(5);
        Queue<MockConsumer<String, byte[]>> consumers = new ArrayDeque<>(List.of(failing, next));
        try (GroupReader reader = new GroupReader("reader", consumers::remove, TOPIC, BACKOFF, this::record)) {
            reader.start();

            await().until(() -> committed(next) == 6);
            assertThat(failing.closed()).isTrue();
        }
    }

    @Test
    void recordsOnTheTopicAreHandledBeforeTheReaderStops() {
        MockConsumer<String, byte[]> consumer = consumer();
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        GroupReader reader = reader(consumer, this::record);
        consumer.schedulePollTask(() -> {
            polling.countDown();
            waitFor(closing);
            add(consumer, 5, 6);
        });
        reader.start();
        waitFor(polling);

        closing.countDown();
        reader.close();

        assertThat(handled).containsExactly("5/1", "6/1");
    }

    @Test
    void readersAreToldToStopAtTheSameTime() {
        MockConsumer<String, byte[]> idle = consumer();
        MockConsumer<String, byte[]> busy = consumer(5);
        CountDownLatch handling = new CountDownLatch(1);
        GroupReader first = reader(busy, (record, attempt) -> {
            handling.countDown();
            await().until(idle::closed);
            return record(record, attempt);
        });
        GroupReader second = reader(idle, this::record);
        first.start();
        second.start();
        waitFor(handling);

        GroupReader.closeAll(List.of(first, second));

        assertThat(handled).containsExactly("5/1");
    }

    @Test
    void readersWhoseHandlersHangAreInterruptedAtTheSameTime() {
        CountDownLatch handling = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(2);
        List<MockConsumer<String, byte[]>> consumers = List.of(consumer(5), consumer(5));
        List<GroupReader> readers = consumers.stream()
                .map(consumer -> reader(consumer, (record, attempt) -> {
                    handling.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                        interrupted.await();
                        handled.add("interrupted");
                    }
                    return true;
                }))
                .toList();
        readers.forEach(GroupReader::start);
        waitFor(handling);

        GroupReader.closeAll(readers, Duration.ZERO);

        await().until(() -> consumers.stream().allMatch(MockConsumer::closed));
        assertThat(handled).containsExactly("interrupted", "interrupted");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
