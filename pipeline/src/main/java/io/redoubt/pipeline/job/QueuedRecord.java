package io.redoubt.pipeline.job;

import io.redoubt.pipeline.event.DeadLetter;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.queue.RecordDelivery;
import io.redoubt.pipeline.queue.RecordKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A queue's record as it was delivered.
 *
 * @param payload its value
 * @param key its key
 * @param delivery which delivery of which record it is
 */
record QueuedRecord(byte[] payload, Optional<String> key, RecordDelivery delivery) {

    private static final AtomicLong LOCAL = new AtomicLong();

    /** The record behind a message; one that no queue sent counts as a record of its own. */
    static QueuedRecord of(Message<byte[]> message) {
        return new QueuedRecord(
                message.getPayload() == null ? new byte[0] : message.getPayload(),
                message.getMetadata(RecordKey.class).map(RecordKey::value),
                message.getMetadata(RecordDelivery.class)
                        .orElseGet(() -> new RecordDelivery("local", 0, LOCAL.getAndIncrement(), 1, "local")));
    }

    /** How often the queue has handed the record out, from 1, also to consumers that began nothing. */
    int deliveries() {
        return delivery.deliveryCount();
    }

    DeadLetter givenUp(FailureClass failure, String reason) {
        return new DeadLetter(payload, key, delivery.topic(), delivery.partition(), delivery.offset(), failure, reason);
    }
}
