package io.redoubt.pipeline.job;

import io.opentelemetry.context.Context;
import io.redoubt.pipeline.event.DeadLetter;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.queue.RecordDelivery;
import io.redoubt.pipeline.queue.RecordKey;
import io.redoubt.pipeline.queue.RecordTrace;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A record of a queue, as delivered.
 *
 * @param payload its value
 * @param key its key
 * @param delivery its coordinates and delivery count
 * @param trace the context in its headers
 */
record QueuedRecord(byte[] payload, Optional<String> key, RecordDelivery delivery, Context trace) {

    private static final AtomicLong LOCAL_OFFSET = new AtomicLong();

    /** The record behind a message; a message of another connector counts as a separate record. */
    static QueuedRecord of(Message<byte[]> message) {
        return new QueuedRecord(
                message.getPayload() == null ? new byte[0] : message.getPayload(),
                message.getMetadata(RecordKey.class).map(RecordKey::value),
                message.getMetadata(RecordDelivery.class)
                        .orElseGet(() -> new RecordDelivery(
                                "local", 0, LOCAL_OFFSET.getAndIncrement(), 1, "local", Instant.now())),
                message.getMetadata(RecordTrace.class).map(RecordTrace::context).orElse(Context.root()));
    }

    /** How often the record was delivered, from 1, including deliveries that started no job. */
    int deliveryCount() {
        return delivery.deliveryCount();
    }

    DeadLetter deadLetter(FailureClass failure, String reason) {
        return new DeadLetter(payload, key, delivery.topic(), delivery.partition(), delivery.offset(), failure, reason);
    }

    /** For logs; without the payload. */
    @Override
    public String toString() {
        return "topic=" + delivery.topic() + " partition=" + delivery.partition() + " offset=" + delivery.offset()
                + " delivery=" + delivery.deliveryCount();
    }
}
