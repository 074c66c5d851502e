package io.redoubt.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes the broker's topics. */
public final class Records {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofMillis(100);

    private Records() {}

    /** Sends a record and waits for the broker's acknowledgement. */
    public static void send(String topic, String key, byte[] value) {
        send(topic, key, value, new RecordHeaders());
    }

    /** Sends a record with headers. */
    public static void send(String topic, String key, byte[] value, Headers headers) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(Stack.kafka().with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, null, key, value, headers));
        }
    }

    /**
     * Sends each value in a transaction of its own, as the tracker does, and waits for the marker of the last one, which
     * the broker writes after it has confirmed the commit.
     */
    public static void sendInTransactions(String topic, String... values) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Stack.kafka().with(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic)),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (String value : values) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)));
                producer.commitTransaction();
            }
        }
        try (Admin admin = Stack.kafka().admin()) {
            await().atMost(TIMEOUT)
                    .until(() -> end(admin, topic, IsolationLevel.READ_COMMITTED)
                            == end(admin, topic, IsolationLevel.READ_UNCOMMITTED));
        }
    }

    private static long end(Admin admin, String topic, IsolationLevel isolation) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** All records of the topic with that key, as soon as one of them satisfies {@code last}. */
    public static List<ConsumerRecord<String, byte[]>> until(
            String topic, String key, Predicate<ConsumerRecord<String, byte[]>> last) {
        return read(topic, record -> key.equals(record.key()), last);
    }

    /** The first record of the topic that satisfies {@code wanted}, as soon as there is one. */
    public static ConsumerRecord<String, byte[]> first(String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return read(topic, wanted, record -> true).get(0);
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            String topic,
            Predicate<ConsumerRecord<String, byte[]>> wanted,
            Predicate<ConsumerRecord<String, byte[]>> last) {
        List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Stack.kafka().with(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(TIMEOUT).until(() -> {
                consumer.poll(TURN).forEach(record -> {
                    if (wanted.test(record)) {
                        seen.add(record);
                    }
                });
                return seen.stream().anyMatch(last);
            });
        }
        return seen;
    }
}
