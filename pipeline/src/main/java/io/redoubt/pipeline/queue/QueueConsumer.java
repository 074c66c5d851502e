package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The share consumer of one queue. Confined to the poller's thread, except {@link #wakeup}. */
final class QueueConsumer {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Duration lock;
    private final Consumer<Message<byte[]>> channel;
    private final Function<ClusterIdDeserializer, ShareConsumer<byte[], byte[]>> client;
    private final LongSupplier nanoTime;
    private final ClusterIdDeserializer clusterId = new ClusterIdDeserializer();
    private ShareConsumer<byte[], byte[]> consumer;
    private volatile ShareConsumer<byte[], byte[]> polling;
    private long lastPollEnd;

    /** @param lock the duration of the acquisition lock */
    QueueConsumer(
            KafkaConnection kafka, WorkerName worker, String topic, Duration lock, Consumer<Message<byte[]>> channel) {
        this(topic, lock, channel, clusterId -> open(kafka, worker, topic, lock, clusterId), System::nanoTime);
    }

    /**
     * @param client opens a consumer that is subscribed to the topic
     * @param nanoTime the monotonic clock
     */
    QueueConsumer(
            String topic,
            Duration lock,
            Consumer<Message<byte[]>> channel,
            Function<ClusterIdDeserializer, ShareConsumer<byte[], byte[]>> client,
            LongSupplier nanoTime) {
        this.topic = topic;
        this.lock = lock;
        this.channel = channel;
        this.client = client;
        this.nanoTime = nanoTime;
    }

    void emit(Message<byte[]> message) {
        channel.accept(message);
    }

    /** The cluster's id; known once a record was polled. */
    String clusterId() {
        return clusterId.clusterId();
    }

    /**
     * Polls for a record under this consumer's lock. The client acquires records in the background, as early as the end
     * of the previous poll. If that is long ago, the lock is renewed first. A successful renewal proves nothing once that
     * lock may have expired: the broker also accepts it for a record that another worker has completed, unless an earlier
     * record is still open. Such a record is released.
     *
     * @param timeout a third of the lock at most
     */
    Optional<AcquiredRecord> acquire(Duration timeout) {
        if (consumer == null) {
            consumer = client.apply(clusterId);
            lastPollEnd = nanoTime.getAsLong();
        } else if (nanoTime.getAsLong() - lastPollEnd >= lock.toNanos() / 2) {
            poll(Duration.ZERO)
                    .forEachRemaining(stale -> acquired(stale, lastPollEnd).acknowledge(AcknowledgeType.RELEASE));
        }
        long earliestLock = lastPollEnd;
        Iterator<ConsumerRecord<byte[], byte[]>> records = poll(timeout);
        if (!records.hasNext()) {
            return Optional.empty();
        }
        AcquiredRecord record = acquired(records.next(), earliestLock);
        if (!records.hasNext() && nanoTime.getAsLong() - earliestLock < lock.toNanos() / 2) {
            return Optional.of(record);
        }
        records.forEachRemaining(surplus -> consumer.acknowledge(surplus, AcknowledgeType.RELEASE));
        boolean renewed = record.renew();
        if (renewed && nanoTime.getAsLong() - earliestLock >= lock.toNanos()) {
            record.acknowledge(AcknowledgeType.RELEASE);
            renewed = false;
        }
        return renewed ? Optional.of(record) : Optional.empty();
    }

    private AcquiredRecord acquired(ConsumerRecord<byte[], byte[]> record, long earliestLock) {
        return new AcquiredRecord(consumer, record, lock, earliestLock);
    }

    private Iterator<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
        polling = consumer;
        try {
            return consumer.poll(timeout).iterator();
        } catch (WakeupException e) {
            return Collections.emptyIterator();
        } finally {
            polling = null;
            lastPollEnd = nanoTime.getAsLong();
        }
    }

    /** Ends an {@link #acquire} that waits for a record. Called by other threads. */
    void wakeup() {
        ShareConsumer<byte[], byte[]> waiting = polling;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    private static ShareConsumer<byte[], byte[]> open(
            KafkaConnection kafka, WorkerName worker, String topic, Duration lock, ClusterIdDeserializer clusterId) {
        ShareConsumer<byte[], byte[]> opened = new KafkaShareConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ShareGroupSettings.of(topic),
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        worker.clientId(topic),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        // The client sends a renewal only after the fetch in flight has returned.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        (int) Math.min(ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS, lock.toMillis() / 10),
                        ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                        "explicit",
                        ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                        "record_limit")),
                new ByteArrayDeserializer(),
                clusterId);
        opened.subscribe(List.of(topic));
        return opened;
    }

    /**
     * Leaves the group and releases the records that the client holds. The next {@link #acquire} joins the group again.
     *
     * @return whether the consumer was open
     */
    boolean close() {
        boolean wasOpen = consumer != null;
        if (wasOpen) {
            try {
                consumer.close(CLOSE_TIMEOUT);
            } catch (KafkaException e) {
                LOG.debugf("topic=%s consumer not closed in time: %s", topic, e.getMessage());
            } finally {
                consumer = null;
            }
        }
        return wasOpen;
    }
}
