package io.redoubt.pipeline.kafka;

import io.opentelemetry.context.Context;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.trace.TraceHeaders;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Sends records through a channel and classifies failures. Records of one channel are written in the order of sending.
 */
public final class RecordEmitter {

    /** Longer than the producer's own timeouts, so that the producer fails first unless the channel is closed. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(60);

    private final MutinyEmitter<byte[]> emitter;

    /** @param emitter the channel */
    public RecordEmitter(MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /**
     * Sends without waiting. The {@code Uni} must be subscribed to; it completes when the broker acknowledges the
     * record. The record gets the trace context of this thread.
     */
    public Uni<Void> send(ProducerRecord<String, byte[]> record) {
        TraceHeaders.inject(Context.current(), record.headers());
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(record.topic())
                .withKey(record.key())
                .withHeaders(record.headers())
                .build();
        return emitter.sendMessage(Message.of(record.value(), Metadata.of(metadata)));
    }

    /**
     * Sends and waits for the broker's acknowledgement.
     *
     * @throws BrokerUnavailableException if the broker does not acknowledge the record in time
     * @throws InvalidFieldException if the record exceeds the topic's size limit, so that a retry would fail too
     */
    public void sendAndAwait(ProducerRecord<String, byte[]> record) {
        try {
            send(record).await().atMost(SEND_TIMEOUT);
        } catch (RuntimeException e) { // from the client, the connector or the wait
            throw classified(record, e);
        }
    }

    /** Sends on subscription, without blocking. The {@code Uni} fails with the exceptions of {@link #sendAndAwait}. */
    public Uni<Void> sendAcknowledged(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> send(record))
                .ifNoItem()
                .after(SEND_TIMEOUT)
                .fail()
                .onFailure()
                .transform(failure -> classified(record, failure));
    }

    private static RuntimeException classified(ProducerRecord<String, byte[]> record, Throwable failure) {
        if (isTooLarge(failure)) {
            return new InvalidFieldException(
                    record.topic(),
                    "rejects a record of " + record.value().length
                            + " bytes; make the experiment smaller, or raise the topic's max.message.bytes");
        }
        return new BrokerUnavailableException(
                "the record was not acknowledged: topic=" + record.topic() + ": "
                        + KafkaClientDiagnosis.unacknowledged(failure),
                failure);
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
