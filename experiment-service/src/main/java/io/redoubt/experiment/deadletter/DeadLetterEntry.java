package io.redoubt.experiment.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Json;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.event.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record on {@code redoubt.dead-letters}, without its value.
 *
 * @param id its partition and offset on that topic, such as {@code 0-17}
 * @param topic the topic on which it was rejected
 * @param key its key; may be empty
 * @param reason why it was rejected
 * @param failure the kind of failure
 * @param time when it was rejected; for records that the tracker has rejected, when they were sent
 * @param bytes the length of the rejected value
 * @param complete whether the dead letter has all of the value
 * @param experiment id of the experiment of a job, or name or id of the experiment of another record; may be empty
 * @param node the node of a job in the plan; absent for other records
 * @param sentAgain when this service has last sent it again; absent if it has not since its start
 */
public record DeadLetterEntry(
        String id,
        String topic,
        String key,
        String reason,
        String failure,
        Instant time,
        long bytes,
        boolean complete,
        String experiment,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> node,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> sentAgain) {

    /** Reads the headers of a dead letter, and its value if that is a job. Anyone can have written them. */
    static DeadLetterEntry of(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String topic = header(record, DeadLetters.TOPIC);
        long bytes = length(header(record, DeadLetters.BYTES)).orElse((long) value.length);
        Optional<Job> job = topic.startsWith(Topics.QUEUE_PREFIX) ? job(value) : Optional.empty();
        String key = SanitizedText.line(record.key() == null ? "" : record.key());
        return new DeadLetterEntry(
                record.partition() + "-" + record.offset(),
                topic,
                key,
                header(record, DeadLetters.REASON),
                header(record, DeadLetters.CLASS),
                Instant.ofEpochMilli(record.timestamp()),
                bytes,
                bytes == value.length,
                job.map(Job::experiment).orElse(topic.startsWith(Topics.QUEUE_PREFIX) ? "" : key),
                job.map(Job::node),
                Optional.empty());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : SanitizedText.line(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Optional<Long> length(String header) {
        return header.matches("\\d{1,18}") ? Optional.of(Long.valueOf(header)) : Optional.empty();
    }

    private static Optional<Job> job(byte[] value) {
        try {
            return Optional.of(Json.read(value, Job.class));
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }

    /** Returns whether it can be sent again: to a topic of Redoubt, with its whole value. */
    public boolean sendable() {
        return complete
                && (Topics.queues().contains(topic)
                        || topic.equals(Topics.EXPERIMENTS)
                        || topic.equals(Topics.EVENTS)
                        || topic.equals(Topics.CONTROL));
    }

    DeadLetterEntry sentAgainAt(Instant now) {
        return new DeadLetterEntry(
                id, topic, key, reason, failure, time, bytes, complete, experiment, node, Optional.of(now));
    }
}
