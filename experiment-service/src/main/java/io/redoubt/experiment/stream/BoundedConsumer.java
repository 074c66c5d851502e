package io.redoubt.experiment.stream;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * A consumer of one record per poll that skips a record which does not fit into memory. The client allocates the whole
 * record after decompression, and would fail at the same record again after each restart.
 */
final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(BoundedConsumer.class);

    /** @param config {@code max.poll.records} must be 1, so that no other record is lost */
    BoundedConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new BoundedDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (OutOfMemoryError e) {
            return skip(this, () -> super.poll(Duration.ZERO), e);
        }
    }

    /**
     * Seeks past the record at which a poll failed. The client keeps it as the next one, and the next poll fails with the
     * name of its partition.
     */
    static ConsumerRecords<byte[], byte[]> skip(
            Consumer<byte[], byte[]> consumer, Supplier<ConsumerRecords<byte[], byte[]>> poll, OutOfMemoryError cause) {
        try {
            return poll.get();
        } catch (KafkaException e) {
            TopicPartition partition = consumer.assignment().stream()
                    .filter(assigned -> String.valueOf(e.getMessage()).contains(" " + assigned + "."))
                    .findFirst()
                    .orElseThrow(() -> cause);
            long offset = consumer.position(partition);
            LOG.errorf(
                    "topic=%s partition=%d offset=%d record skipped, it does not fit into memory: %s",
                    partition.topic(), partition.partition(), offset, cause.getMessage());
            consumer.seek(partition, offset + 1);
            return ConsumerRecords.empty();
        }
    }
}
