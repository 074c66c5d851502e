package io.redoubt.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadToEndTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MANY = 1000;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicInteger polls = new AtomicInteger();
    private final List<Long> read = new ArrayList<>();

    /** Each poll takes a second. A reader that does not give up is stopped after many. */
    private void readTo(long end) {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.seek(PARTITION, 0);
        new ReadToEnd(consumer, TIMEOUT, () -> Duration.ofSeconds(seconds.getAndIncrement())
                        .toNanos())
                .read(
                        Map.of(PARTITION, end),
                        record -> read.add(record.offset()),
                        () -> polls.incrementAndGet() > MANY);
    }

    private void sendAfter(int emptyPolls, long offset) {
        for (int i = 0; i < emptyPolls; i++) {
            consumer.schedulePollTask(() -> {});
        }
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>("topic", 0, offset, "key", new byte[0])));
    }

    @Test
    void brokerThatSendsNothingMoreEndsTheRead() {
        sendAfter(0, 0);

        assertThatThrownBy(() -> readTo(2)).isInstanceOf(TimeoutException.class).hasMessageContaining("20 s");

        assertThat(read).containsExactly(0L);
    }

    @Test
    void slowBrokerIsReadToTheEnd() {
        sendAfter(15, 0);
        sendAfter(15, 1);
        sendAfter(15, 2);

        readTo(3);

        assertThat(read).containsExactly(0L, 1L, 2L);
    }
}
