package io.redoubt.experiment.stream;

import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record that could not be read, as it came, with the reason in headers. */
final class UnreadableRecord {

    private UnreadableRecord() {}

    static Record<byte[], OutgoingRecord> of(
            Record<byte[], byte[]> record, RecordMetadata from, UnreadableMessageException why) {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, "reason", why.getMessage());
        put(headers, "class", why.getClass().getName());
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
