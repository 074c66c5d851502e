package io.redoubt.experiment.stream;

import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Creates the dead letter of an unreadable record: its key, value and headers, and the reason in additional headers.
 */
final class DeadLetterRecord {

    private DeadLetterRecord() {}

    static Record<byte[], OutgoingRecord> of(
            Record<byte[], byte[]> record, RecordMetadata from, UnreadableMessageException reason) {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, "reason", reason.getMessage());
        put(headers, "class", reason.getClass().getName());
        put(headers, "topic", from.topic());
        put(headers, "partition", String.valueOf(from.partition()));
        put(headers, "offset", String.valueOf(from.offset()));
        return new Record<>(
                record.key(),
                new OutgoingRecord(Topics.DEAD_LETTERS, Optional.ofNullable(record.value())),
                record.timestamp(),
                headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove("redoubt-" + name).add("redoubt-" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
