package io.redoubt.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.redoubt.pipeline.meter.PipelineMeters;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Publishes rejected records on {@code redoubt.dead-letters}: key and value, the reason in headers. */
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

    /** Header: the length of the value in bytes, if the dead letter has only its beginning. */
    public static final String BYTES = "redoubt-bytes";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordEmitter emitter;

    @Inject
    public DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /**
     * Sends the record and waits for the broker's acknowledgement. If the topic does not accept a record of this size,
     * sends only the headers: a dead letter must not hold up its queue.
     *
     * @throws BrokerUnavailableException if there is none
     */
    public void sendAndAwait(DeadLetter letter) {
        try {
            emitter.sendAndAwait(record(letter, DeadLetterExcerpt.MAX_VALUE_BYTES));
        } catch (InvalidFieldException e) {
            LOG.errorf(
                    "topic=%s partition=%d offset=%d dead letter without its value: %s",
                    letter.topic(), letter.partition(), letter.offset(), e.getMessage());
            emitter.sendAndAwait(record(letter, 0));
        }
        PipelineMeters.deadLetter(letter.topic(), letter.failure());
    }

    private static ProducerRecord<String, byte[]> record(DeadLetter letter, int maxBytes) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTERS,
                letter.key().map(DeadLetters::excerpt).orElse(null),
                DeadLetterExcerpt.of(letter.payload(), maxBytes));
        header(record, REASON, letter.reason());
        header(record, CLASS, letter.failure().wireName());
        header(record, TOPIC, letter.topic());
        header(record, PARTITION, Integer.toString(letter.partition()));
        header(record, OFFSET, Long.toString(letter.offset()));
        if (letter.payload().length > maxBytes) {
            header(record, BYTES, Integer.toString(letter.payload().length));
        }
        return record;
    }

    private static String excerpt(String key) {
        return new String(DeadLetterExcerpt.of(key.getBytes(UTF_8), DeadLetterExcerpt.MAX_KEY_BYTES), UTF_8);
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
