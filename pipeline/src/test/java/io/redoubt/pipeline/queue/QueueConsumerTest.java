package io.redoubt.pipeline.queue;

import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RENEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renewals before a record is processed, on a simulated clock. All acquisition locks here last 30 seconds. */
class QueueConsumerTest {

    private static final Duration LOCK = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Client client = new Client();
    private final QueueConsumer queue =
            new QueueConsumer("queue", LOCK, message -> {}, clusterId -> client, () -> client.nanoTime);

    /** The client may have acquired the record as early as the end of the previous poll. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 14999, 0", "7000, 7999, 0", "14999, 0, 0", "0, 15000, 1", "7000, 8000, 1", "0, 29999, 1"
    })
    void lockIsRenewedOnceHalfOfItMayHavePassed(long millisBetweenPolls, long pollMillis, int renewals) {
        queue.acquire(POLL);
        client.pass(millisBetweenPolls);
        client.nextPollMillis = pollMillis;

        Optional<AcquiredRecord> acquired = queue.acquire(POLL);

        assertThat(acquired).isPresent();
        assertThat(client.acknowledged).isEqualTo(Collections.nCopies(renewals, RENEW));
    }

    @Test
    void recordWhoseLockMayHaveExpiredIsReleased() {
        client.nextPollMillis = LOCK.toMillis();

        Optional<AcquiredRecord> acquired = queue.acquire(POLL);

        assertThat(acquired).isEmpty();
        assertThat(client.acknowledged).containsExactly(RENEW, RELEASE);
    }

    /** Every poll returns the same record, after some time. */
    private static final class Client extends MockShareConsumer<byte[], byte[]> {

        private final List<AcknowledgeType> acknowledged = new ArrayList<>();
        private long nanoTime;
        private long nextPollMillis;

        private Client() {
            subscribe(List.of("queue"));
        }

        private void pass(long millis) {
            nanoTime += Duration.ofMillis(millis).toNanos();
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            pass(nextPollMillis);
            nextPollMillis = 0;
            addRecord(new ConsumerRecord<>("queue", 0, 0, new byte[0], new byte[0]));
            return super.poll(timeout);
        }

        @Override
        public synchronized void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
            acknowledged.add(type);
        }
    }
}
