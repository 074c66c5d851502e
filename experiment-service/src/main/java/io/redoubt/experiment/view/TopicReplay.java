package io.redoubt.experiment.view;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.kafka.ReadToEnd;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads records of a topic again, with a consumer of its own that belongs to no group. Blocks the calling thread. */
@ApplicationScoped
public class TopicReplay {

    private static final int ANSWER_TIMEOUT_MS = 20_000;

    /** A record can be a thousand times longer than the compressed batch that was fetched. */
    private static final int MAX_POLL_RECORDS = 10;

    private final KafkaConnection kafka;

    TopicReplay(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * Passes all committed records from an offset up to the current end of the topic to {@code each}.
     *
     * @param from the first offset, or any smaller one to start with the oldest record
     * @param stop polled; returns true to stop early
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public void read(String topic, long from, Consumer<ConsumerRecord<String, byte[]>> each, BooleanSupplier stop) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long first = consumer.beginningOffsets(List.of(partition)).get(partition);
            consumer.seek(partition, Math.max(first, Math.min(from, end)));
            new ReadToEnd(consumer, Duration.ofMillis(ANSWER_TIMEOUT_MS)).read(Map.of(partition, end), each, stop);
        } catch (TimeoutException e) {
            throw unavailable(topic, e);
        }
    }

    /**
     * Returns the offset of the next committed record of the topic.
     *
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        } catch (TimeoutException e) {
            throw unavailable(topic, e);
        }
    }

    private static BrokerUnavailableException unavailable(String topic, TimeoutException cause) {
        return new BrokerUnavailableException(topic + " cannot be read: Kafka does not answer; try again later", cause);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        MAX_POLL_RECORDS,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_TIMEOUT_MS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_TIMEOUT_MS / 2)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
