package io.redoubt.benchmarks.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.RequestReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes requests and events, and reads what follows. */
public final class ExperimentDriver implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;

    /** Reads events and statuses from now on. */
    public ExperimentDriver(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> topics =
                List.of(new TopicPartition(Topics.EVENTS, 0), new TopicPartition(Topics.STATUS, 0));
        consumer.assign(topics);
        consumer.seekToEnd(topics);
        topics.forEach(consumer::position);
    }

    /** Publishes a request and returns the experiment's id. */
    public String submit(String request) {
        byte[] payload = request.getBytes(UTF_8);
        producer.send(new ProducerRecord<>(Topics.EXPERIMENTS, payload));
        return RequestReader.read(payload).id();
    }

    /** Publishes events. */
    public void send(List<JobEvent> events) {
        events.forEach(
                event -> producer.send(new ProducerRecord<>(Topics.EVENTS, event.experiment(), Json.canonical(event))));
        producer.flush();
    }

    /**
     * Returns the events of an experiment until it has ended.
     *
     * @throws IllegalStateException if it does not succeed
     */
    public List<JobEvent> untilEnd(String experiment) {
        List<JobEvent> events = new ArrayList<>();
        read(record -> {
            if (record.topic().equals(Topics.EVENTS)) {
                events.add(Json.read(record.value(), JobEvent.class));
                return false;
            }
            ExperimentStatus status = Json.read(record.value(), ExperimentStatus.class);
            boolean ended = status.state().ended() && status.experiment().equals(experiment);
            if (ended && status.state() != ExperimentState.SUCCEEDED) {
                throw new IllegalStateException("the experiment ended: " + status);
            }
            return ended;
        });
        return events.stream()
                .filter(event -> event.experiment().equals(experiment))
                .toList();
    }

    /** Returns the next events, up to one of a type and stage that is the last of {@code count}. */
    public List<JobEvent> untilAll(EventType type, Stage stage, int count) {
        List<JobEvent> events = new ArrayList<>();
        read(record -> {
            if (record.topic().equals(Topics.EVENTS)) {
                events.add(Json.read(record.value(), JobEvent.class));
            }
            return events.stream()
                            .filter(event -> event.type() == type && event.stage() == stage)
                            .count()
                    >= count;
        });
        return events;
    }

    /** Reads until a record satisfies the condition. Records that were fetched with it are passed on as well. */
    private void read(Predicate<ConsumerRecord<String, byte[]>> last) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        boolean found = false;
        while (!found) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the expected records did not appear within " + TIMEOUT);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                found |= last.test(record);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
