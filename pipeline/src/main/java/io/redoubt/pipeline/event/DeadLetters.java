package io.redoubt.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes rejected records on {@code redoubt.dead-letters}: key and value unchanged, the reason in headers. */
@ApplicationScoped
public class DeadLetters {

    /** Header: why the record was rejected. */
    public static final String REASON = "redoubt-reason";

    /** Header: the {@link FailureClass}. */
    public static final String CLASS = "redoubt-class";

    /** Header: the topic the record was read from. */
    public static final String TOPIC = "redoubt-topic";

    /** Header: its partition in that topic. */
    public static final String PARTITION = "redoubt-partition";

    /** Header: its offset in that partition. */
    public static final String OFFSET = "redoubt-offset";

    private final RecordEmitter emitter;

    @Inject
    public DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /**
     * Sends the record and waits for the broker's acknowledgement.
     *
     * @throws BrokerUnavailableException if there is none
     */
    public void sendAndAwait(DeadLetter letter) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, letter.key().orElse(null), letter.payload());
        header(record, REASON, letter.reason());
        header(record, CLASS, letter.failure().wireName());
        header(record, TOPIC, letter.topic());
        header(record, PARTITION, Integer.toString(letter.partition()));
        header(record, OFFSET, Long.toString(letter.offset()));
        emitter.sendAndAwait(record);
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
