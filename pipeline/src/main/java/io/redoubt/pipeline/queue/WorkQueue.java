package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** One queue: a topic, and our place in its share group. Used by the device's thread alone, except {@link #wakeup}. */
final class WorkQueue {

    private static final Logger LOG = Logger.getLogger(WorkQueue.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final String topic;
    private final Duration lock;
    private final Consumer<Message<byte[]>> channel;
    private final ClusterIdDeserializer clusterId = new ClusterIdDeserializer();
    private KafkaShareConsumer<byte[], byte[]> consumer;
    private volatile KafkaShareConsumer<byte[], byte[]> polling;
    private long polled;

    /** @param lock how long the broker keeps a record for its worker without renewal */
    WorkQueue(KafkaConnection kafka, String topic, Duration lock, Consumer<Message<byte[]>> channel) {
        this.kafka = kafka;
        this.topic = topic;
        this.lock = lock;
        this.channel = channel;
    }

    void emit(Message<byte[]> message) {
        channel.accept(message);
    }

    /** The cluster's id; known from the first record on. */
    String clusterId() {
        return clusterId.clusterId();
    }

    /**
     * Waits for a job whose record is under our lock. The client locks records in the background, as early as the end of the
     * previous poll. An accepted renewal proves nothing once that lock may have run out: the broker also accepts it for a
     * record that another worker has completed, unless an earlier record is still open.
     *
     * @param patience a third of the lock at most
     */
    Optional<Lease> take(Duration patience) {
        if (consumer == null) {
            consumer = open();
            polled = System.nanoTime();
        } else if (System.nanoTime() - polled >= lock.toNanos() / 2) {
            poll(Duration.ZERO).forEachRemaining(old -> new Lease(consumer, old, lock).end(AcknowledgeType.RELEASE));
        }
        long unlocked = polled;
        Iterator<ConsumerRecord<byte[], byte[]>> records = poll(patience);
        if (!records.hasNext()) {
            return Optional.empty();
        }
        Lease lease = new Lease(consumer, records.next(), lock);
        records.forEachRemaining(surplus -> consumer.acknowledge(surplus, AcknowledgeType.RELEASE));
        boolean renewed = lease.renew();
        if (renewed && System.nanoTime() - unlocked >= lock.toNanos()) {
            lease.end(AcknowledgeType.RELEASE);
            renewed = false;
        }
        return renewed ? Optional.of(lease) : Optional.empty();
    }

    private Iterator<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        polling = consumer;
        try {
            return consumer.poll(patience).iterator();
        } catch (WakeupException e) {
            return Collections.emptyIterator();
        } finally {
            polling = null;
            polled = System.nanoTime();
        }
    }

    /** Ends a {@link #take} that waits for a record; called by other threads. */
    void wakeup() {
        KafkaShareConsumer<byte[], byte[]> waiting = polling;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    private KafkaShareConsumer<byte[], byte[]> open() {
        KafkaShareConsumer<byte[], byte[]> opened = new KafkaShareConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        QueueGroups.of(topic),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        // A renewal is not sent before the fetch in flight is answered.
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
     * Leaves the group and gives back whatever the client holds; the next {@link #take} joins again.
     *
     * @return whether the group had been joined
     */
    boolean close() {
        boolean joined = consumer != null;
        if (joined) {
            try {
                consumer.close(FAREWELL);
            } catch (KafkaException e) {
                LOG.debugf("topic=%s left without a farewell: %s", topic, e.getMessage());
            } finally {
                consumer = null;
            }
        }
        return joined;
    }
}
