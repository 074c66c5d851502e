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
 * Deletes records that every consumer has read: acknowledged records of the queues, records of the tracker's input
 * topics that are committed and older than the cutoff, and old dead letters.
 */
public final class TopicTrimmer {

    private static final long TIMEOUT_SECONDS = 30;

    private final Admin admin;
    private final String tracker;
    private final Instant cutoff;

    /**
     * @param tracker consumer group of the tracker
     * @param cutoff age limit for the tracker's input topics and for dead letters
     */
    public TopicTrimmer(Admin admin, String tracker, Instant cutoff) {
        this.admin = admin;
        this.tracker = tracker;
        this.cutoff = cutoff;
    }

    /**
     * Whether the tracker has committed offsets on this cluster. If not, the store probably belongs to another cluster.
     */
    public boolean trackerExists() {
        return !committed().isEmpty();
    }

    /**
     * Deletes records and returns what was deleted.
     *
     * @param firstUnreadCommand offset of the first command that a worker still has to read
     * @param dryRun whether to report only
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public List<GcResult> run(long firstUnreadCommand, boolean dryRun) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Set<String> present = await(admin.listTopics().names());
        List<GcResult> results = new ArrayList<>();
        Topics.queues().stream()
                .filter(present::contains)
                .forEach(queue -> results.add(trim(queue, acknowledged(queue), dryRun)));
        for (String topic : List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL)) {
            long read = Optional.ofNullable(committed.get(partition(topic)))
                    .map(OffsetAndMetadata::offset)
                    .orElse(0L);
            long old = Math.min(read, firstSince(topic));
            results.add(trim(topic, topic.equals(Topics.CONTROL) ? Math.min(old, firstUnreadCommand) : old, dryRun));
        }
        if (present.contains(Topics.DEAD_LETTERS)) {
            results.add(trim(Topics.DEAD_LETTERS, firstSince(Topics.DEAD_LETTERS), dryRun));
        }
        return results;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return await(admin.listConsumerGroupOffsets(tracker).partitionsToOffsetAndMetadata(), Map.of());
    }

    private long acknowledged(String queue) {
        String group = ShareGroupSettings.of(queue);
        Map<TopicPartition, SharePartitionOffsetInfo> offsets = await(
                admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group),
                Map.of());
        return Optional.ofNullable(offsets.get(partition(queue)))
                .map(SharePartitionOffsetInfo::startOffset)
                .orElse(0L);
    }

    /** Offset of the first record that is not older than the cutoff, or the end offset if there is none. */
    private long firstSince(String topic) {
        long found = offset(topic, OffsetSpec.forTimestamp(cutoff.toEpochMilli()));
        return found < 0 ? offset(topic, OffsetSpec.latest()) : found;
    }

    private long offset(String topic, OffsetSpec spec) {
        return await(admin.listOffsets(Map.of(partition(topic), spec)).partitionResult(partition(topic)))
                .offset();
    }

    private GcResult trim(String topic, long until, boolean dryRun) {
        long first = offset(topic, OffsetSpec.earliest());
        long count = Math.max(0, until - first);
        if (count > 0 && !dryRun) {
            await(admin.deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(until)))
                    .all());
        }
        return new GcResult("records of " + topic, count, 0);
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** Waits for a response; {@code unknown} if the group does not exist. */
    private static <T> T await(KafkaFuture<T> future, T unknown) {
        try {
            return await(future);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return unknown;
            }
            throw e;
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new BrokerUnavailableException("Kafka did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka refused: " + e.getCause().getMessage()
                            + "; run the command as a user with the required ACLs",
                    e.getCause());
        }
    }
}
