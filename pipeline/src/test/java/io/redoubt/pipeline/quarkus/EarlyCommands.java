package io.redoubt.pipeline.quarkus;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What {@code redoubt.control} holds before the application starts. */
final class EarlyCommands {

    /** More than one poll of the consumer returns, and more than the channel buffers. */
    static final int CANCELLED = 2_000;

    private EarlyCommands() {}

    static String experiment(int index) {
        return "cancelled-early-" + index;
    }

    /** Cancels experiments and ends with offsets that hold no visible record: an aborted transaction and its marker. */
    static void send() {
        Stack.ensureTopics();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(Stack.kafka().with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < CANCELLED; i++) {
                producer.send(new ProducerRecord<>(Topics.CONTROL, experiment(i), cancel(experiment(i))));
            }
        }
        Records.send(Topics.CONTROL, "no-command", "not JSON".getBytes(StandardCharsets.UTF_8));
        Records.send(Topics.CONTROL, "tombstone", null);
        abort();
    }

    private static void abort() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Stack.kafka().with(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "early-commands")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.CONTROL, "never-cancelled", cancel("never-cancelled")));
            producer.flush();
            producer.abortTransaction();
        }
    }

    static byte[] cancel(String experiment) {
        return Json.canonical(new ControlCommand(SchemaVersion.VERSION, experiment, ControlCommand.Action.CANCEL));
    }
}
