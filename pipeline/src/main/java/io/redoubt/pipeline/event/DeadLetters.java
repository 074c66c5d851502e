package io.redoubt.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts records that were given up on {@code redoubt.dead-letters}, as they came, with the reason in headers. */
@ApplicationScoped
public class DeadLetters {

    /** Why it was given up. */
    public static final String REASON = "redoubt-reason";

    /** {@link FailureClass} of the failure. */
    public static final String CLASS = "redoubt-class";

    /** The topic it came from. */
    public static final String TOPIC = "redoubt-topic";

    /** The partition it came from. */
    public static final String PARTITION = "redoubt-partition";

    /** Its offset there. */
    public static final String OFFSET = "redoubt-offset";

    private final KafkaRecordSender sender;

    @Inject
    public DeadLetters(KafkaRecordSender sender) {
        this.sender = sender;
    }

    /** Sends and waits until the broker has it. @throws BrokerUnavailableException if it does not take it in time */
    public void deliver(DeadLetter letter) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, letter.key().orElse(null), letter.payload());
        header(record, REASON, letter.reason());
        header(record, CLASS, letter.failure().wireName());
        header(record, TOPIC, letter.topic());
        header(record, PARTITION, Integer.toString(letter.partition()));
        header(record, OFFSET, Long.toString(letter.offset()));
        sender.deliver(record);
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
