package io.redoubt.testkit;

import io.redoubt.api.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic with one partition on a real broker.
 *
 * @param bootstrapServers address of the broker
 * @param name name of the topic
 */
public record Topic(String bootstrapServers, String name) {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Sends a record without key and headers, as kcat does. */
    public void send(byte[] value) {
        send(new ProducerRecord<>(name, value), Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Sends a record with a header. */
    public void send(byte[] value, String header, String text) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, value);
        record.headers().add(header, text.getBytes(StandardCharsets.UTF_8));
        send(record, Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Sends a record with a key, which compacted topics require. */
    public void send(String key, byte[] value) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(name, bytes, value), Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Sends a record that is within the broker's limit only after compression. */
    public void sendCompressed(String compression, byte[] value) {
        send(
                new ProducerRecord<>(name, value),
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        compression,
                        "max.request.size",
                        Integer.MAX_VALUE,
                        "buffer.memory",
                        2L * value.length + (1 << 20)));
    }

    private static void send(ProducerRecord<byte[], byte[]> record, Map<String, Object> settings) {
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns all committed records. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        try (var consumer = fromBeginning()) {
            TopicPartition partition = partition();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> fromBeginning() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition()));
        consumer.seekToBeginning(List.of(partition()));
        return consumer;
    }

    private TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    /** Returns the values of all committed records, parsed as {@code type}. */
    public <T> List<T> values(Class<T> type) {
        return records().stream().map(record -> Json.read(record.value(), type)).toList();
    }

    /** Sends copies of the records in the given order. */
    public void sendAgain(List<ConsumerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(record -> producer.send(new ProducerRecord<>(name, record.key(), record.value())));
        }
    }

    /** Waits for the first committed record that matches, and returns it. */
    public ConsumerRecord<byte[], byte[]> first(String what, Predicate<ConsumerRecord<byte[], byte[]>> matches) {
        try (var consumer = fromBeginning()) {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (matches.test(record)) {
                        return record;
                    }
                }
            }
            throw new AssertionError(what + " is not on " + name + " after " + TIMEOUT);
        }
    }
}
