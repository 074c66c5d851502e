package io.redoubt.cli.client;

import io.redoubt.pipeline.kafka.ReadToEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics without a consumer group, so that any number of clients can read concurrently. */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final int MAX_POLL_RECORDS = 50;

    /** The client asks again until then. */
    private static final int ANSWER_TIMEOUT_MS = 20_000;

    private final ClientSettings cluster;
    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(ClientSettings cluster) {
        this.cluster = cluster;
        consumer = new KafkaConsumer<>(
                cluster.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // A record can be a thousand times longer than what was fetched.
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        MAX_POLL_RECORDS,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_TIMEOUT_MS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_TIMEOUT_MS / 2)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Assigns all partitions of the topics. Reading starts at the end unless {@link #fromBeginning} or {@link #from} is
     * called.
     *
     * @throws UnreachableException if no broker answers
     */
    void assign(String... topics) {
        List<TopicPartition> partitions = partitionsOf(List.of(topics));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private List<TopicPartition> partitionsOf(List<String> topics) {
        try {
            return topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
        } catch (TimeoutException e) {
            throw new UnreachableException(cluster.servers(), e);
        }
    }

    /** Seeks to the first record of {@code topic}. */
    void fromBeginning(String topic) {
        consumer.seekToBeginning(partitions(topic));
    }

    /** Seeks to the given offsets. */
    void from(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
    }

    /** The end offsets of {@code topic}. */
    Map<TopicPartition, Long> end(String topic) {
        return consumer.endOffsets(partitions(topic));
    }

    /** Passes new records to {@code each}, waiting briefly if there are none, or the topics do not exist. */
    void poll(Consumer<ConsumerRecord<String, byte[]>> each) {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL_TIMEOUT.toNanos());
            return;
        }
        consumer.poll(POLL_TIMEOUT).forEach(each);
    }

    /**
     * Passes all records of {@code topic} up to its current end to {@code each}.
     *
     * @throws UnreachableException if no broker answers
     */
    void readToEnd(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<TopicPartition, Long> end = end(topic);
        fromBeginning(topic);
        readTo(end, each);
    }

    /** Passes all records of {@code topic} from a time up to its current end to {@code each}. */
    void readToEnd(String topic, Instant from, Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<TopicPartition, Long> end = end(topic);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions(topic).forEach(partition -> times.put(partition, from.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? end.get(partition) : found.offset()));
        readTo(end, each);
    }

    /** Passes the records of {@code topic} from the current position up to its current end to {@code each}. */
    void readOn(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        readTo(end(topic), each);
    }

    private void readTo(Map<TopicPartition, Long> end, Consumer<ConsumerRecord<String, byte[]>> each) {
        try {
            new ReadToEnd(consumer, Duration.ofMillis(ANSWER_TIMEOUT_MS)).read(end, each, () -> false);
        } catch (TimeoutException e) {
            throw new UnreachableException(cluster.servers(), e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
