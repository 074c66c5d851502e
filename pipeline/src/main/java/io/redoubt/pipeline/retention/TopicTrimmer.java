package io.redoubt.pipeline.retention;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Removes the records that all who must read them have read: of queues those that are acknowledged, of the tracker's inputs
 * those that it has committed and that are older than the limit, of dead letters the old ones.
 */
public final class TopicTrimmer {

    private static final long PATIENCE_SECONDS = 30;

    private final Admin admin;
    private final String tracker;
    private final Instant limit;

    /**
     * @param tracker the tracker's consumer group
     * @param limit records of the tracker's inputs and dead letters go when they are older
     */
    public TopicTrimmer(Admin admin, String tracker, Instant limit) {
        this.admin = admin;
        this.tracker = tracker;
        this.limit = limit;
    }

    /** Whether the tracker has worked on this cluster: if not, it is not the one that a store's experiments belong to. */
    public boolean trackerKnown() {
        return !committed().isEmpty();
    }

    /**
     * Removes and tells what.
     *
     * @param commandsFrom the first command that a worker still has to read
     * @param dryRun whether to tell only
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public List<GcResult> run(long commandsFrom, boolean dryRun) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Set<String> present = answer(admin.listTopics().names());
        List<GcResult> freed = new ArrayList<>();
        Topics.queues().stream()
                .filter(present::contains)
                .forEach(queue -> freed.add(trim(queue, acknowledged(queue), dryRun)));
        for (String topic : List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL)) {
            long read = Optional.ofNullable(committed.get(partition(topic)))
                    .map(OffsetAndMetadata::offset)
                    .orElse(0L);
            long old = Math.min(read, firstSince(topic));
            freed.add(trim(topic, topic.equals(Topics.CONTROL) ? Math.min(old, commandsFrom) : old, dryRun));
        }
        if (present.contains(Topics.DEAD_LETTERS)) {
            freed.add(trim(Topics.DEAD_LETTERS, firstSince(Topics.DEAD_LETTERS), dryRun));
        }
        return freed;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return answer(admin.listConsumerGroupOffsets(tracker).partitionsToOffsetAndMetadata(), Map.of());
    }

    private long acknowledged(String queue) {
        String group = ShareGroupSettings.of(queue);
        Map<TopicPartition, SharePartitionOffsetInfo> offsets = answer(
                admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group),
                Map.of());
        return Optional.ofNullable(offsets.get(partition(queue)))
                .map(SharePartitionOffsetInfo::startOffset)
                .orElse(0L);
    }

    /** The first record that is not older than the limit; the end if there is none. */
    private long firstSince(String topic) {
        long found = offset(topic, OffsetSpec.forTimestamp(limit.toEpochMilli()));
        return found < 0 ? offset(topic, OffsetSpec.latest()) : found;
    }

    private long offset(String topic, OffsetSpec spec) {
        return answer(admin.listOffsets(Map.of(partition(topic), spec)).partitionResult(partition(topic)))
                .offset();
    }

    private GcResult trim(String topic, long until, boolean dryRun) {
        long first = offset(topic, OffsetSpec.earliest());
        long count = Math.max(0, until - first);
        if (count > 0 && !dryRun) {
            answer(admin.deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(until)))
                    .all());
        }
        return new GcResult("records of " + topic, count, 0);
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** The answer, or {@code unknown} where the broker knows no such group. */
    private static <T> T answer(KafkaFuture<T> future, T unknown) {
        try {
            return answer(future);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return unknown;
            }
            throw e;
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new BrokerUnavailableException("Kafka did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka refused: " + e.getCause().getMessage() + "; run it as a user who may", e.getCause());
        }
    }
}
