package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** One queue: a topic, and our place in its share group. Used by the device's thread alone. */
final class QueueConsumer {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final String topic;
    private final Consumer<Message<byte[]>> channel;
    private KafkaShareConsumer<byte[], byte[]> consumer;

    QueueConsumer(KafkaConnection kafka, String topic, Consumer<Message<byte[]>> channel) {
        this.kafka = kafka;
        this.topic = topic;
        this.channel = channel;
    }

    void emit(Message<byte[]> message) {
        channel.accept(message);
    }

    /** Asks for a job, and makes sure that it is ours: a record may have waited in the client beyond its lock. */
    Optional<AcquiredRecord> take(Duration patience) {
        if (consumer == null) {
            consumer = open();
        }
        Iterator<ConsumerRecord<byte[], byte[]>> polled =
                consumer.poll(patience).iterator();
        if (!polled.hasNext()) {
            return Optional.empty();
        }
        AcquiredRecord lease = new AcquiredRecord(consumer, polled.next());
        polled.forEachRemaining(surplus -> consumer.acknowledge(surplus, AcknowledgeType.RELEASE));
        return lease.renew() ? Optional.of(lease) : Optional.empty();
    }

    private KafkaShareConsumer<byte[], byte[]> open() {
        KafkaShareConsumer<byte[], byte[]> opened = new KafkaShareConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ShareGroupSettings.of(topic),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                        "explicit",
                        ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                        "record_limit")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        opened.subscribe(List.of(topic));
        return opened;
    }

    /** Leaves the group and gives back whatever the client holds; the next {@link #take} joins again. */
    void close() {
        if (consumer != null) {
            try {
                consumer.close(FAREWELL);
            } catch (KafkaException e) {
                LOG.debugf("topic=%s left without a farewell: %s", topic, e.getMessage());
            } finally {
                consumer = null;
            }
        }
    }
}
