package io.redoubt.cli.client;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the messages in records. */
final class Messages {

    private Messages() {}

    /** Returns the message in a record; empty for a tombstone, or a message that this version cannot read. */
    static <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(Json.readSanitized(record.value(), type));
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }
}
