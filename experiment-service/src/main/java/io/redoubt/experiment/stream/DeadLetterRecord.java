package io.redoubt.experiment.stream;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.event.DeadLetterExcerpt;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.FailureClass;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Creates the dead letter of a rejected record: its key, value and headers, and the reason in additional headers. What is
 * too long is truncated.
 */
final class DeadLetterRecord {

    /** Longer headers are left out. */
    private static final int MAX_HEADER_BYTES = 16 << 10;

    private DeadLetterRecord() {}

    /** @param limit the size of the largest record that the topic accepts */
    static Record<byte[], OutgoingRecord> of(
            Record<byte[], byte[]> record, RecordMetadata from, FailureClass failure, String reason, int limit) {
        int maxBytes = Math.min(DeadLetterExcerpt.MAX_VALUE_BYTES, limit / 2);
        Headers headers =
                length(record.headers()) > MAX_HEADER_BYTES ? new RecordHeaders() : new RecordHeaders(record.headers());
        put(headers, DeadLetters.REASON, reason);
        put(headers, DeadLetters.CLASS, failure.wireName());
        put(headers, DeadLetters.TOPIC, from.topic());
        put(headers, DeadLetters.PARTITION, String.valueOf(from.partition()));
        put(headers, DeadLetters.OFFSET, String.valueOf(from.offset()));
        Optional<byte[]> value = Optional.ofNullable(record.value());
        value.filter(bytes -> bytes.length > maxBytes)
                .ifPresent(bytes -> put(headers, DeadLetters.BYTES, length(record)));
        return new Record<>(
                record.key() == null ? null : DeadLetterExcerpt.of(record.key(), DeadLetterExcerpt.MAX_KEY_BYTES),
                new OutgoingRecord(Topics.DEAD_LETTERS, value.map(bytes -> DeadLetterExcerpt.of(bytes, maxBytes))),
                record.timestamp(),
                headers);
    }

    /** Returns the length of the value in bytes, also if {@link BoundedDeserializer} has truncated it. */
    static String length(Record<byte[], byte[]> record) {
        Header length = record.headers().lastHeader(DeadLetters.BYTES);
        return length == null || record.value().length <= BoundedDeserializer.MAX_BYTES
                ? String.valueOf(record.value().length)
                : new String(length.value(), StandardCharsets.UTF_8);
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return length;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
