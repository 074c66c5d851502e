package io.redoubt.pipeline.queue;

import static java.util.stream.Collectors.toMap;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Reads the state of the share groups of queues from the broker. Needs the right to describe groups and topics. */
public final class ShareGroups implements AutoCloseable {

    private static final int TIMEOUT_MS = 3_000;

    private final KafkaConnection kafka;
    private Optional<Admin> admin = Optional.empty();

    /** Connects on first use. */
    public ShareGroups(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * The state of each queue's share group. A group that no worker has joined yet has read nothing.
     *
     * @throws BrokerUnavailableException if the broker does not answer within 3 s or refuses to answer
     */
    public Map<String, ShareGroupState> read(Collection<String> queues) {
        Map<String, KafkaFuture<ShareGroupDescription>> descriptions = admin().describeShareGroups(
                        queues.stream().map(ShareGroupSettings::of).toList(),
                        new DescribeShareGroupsOptions().timeoutMs(TIMEOUT_MS))
                .describedGroups();
        ListShareGroupOffsetsResult offsets = admin().listShareGroupOffsets(
                        queues.stream()
                                .collect(toMap(ShareGroupSettings::of, queue -> new ListShareGroupOffsetsSpec())),
                        new ListShareGroupOffsetsOptions().timeoutMs(TIMEOUT_MS));
        ListOffsetsResult first = list(queues, OffsetSpec.earliest());
        ListOffsetsResult end = list(queues, OffsetSpec.latest());
        Map<String, ShareGroupState> states = new HashMap<>();
        for (String queue : queues) {
            String group = ShareGroupSettings.of(queue);
            long lag = lag(offsets.partitionsToOffsetInfo(group), queue)
                    .orElseGet(() -> offset(end, queue) - offset(first, queue));
            states.put(queue, new ShareGroupState(lag, members(descriptions.get(group), queue)));
        }
        return states;
    }

    private ListOffsetsResult list(Collection<String> queues, OffsetSpec spec) {
        return admin().listOffsets(
                        queues.stream().collect(toMap(ShareGroups::partition, queue -> spec)),
                        new ListOffsetsOptions().timeoutMs(TIMEOUT_MS));
    }

    private long offset(ListOffsetsResult offsets, String queue) {
        return await(offsets.partitionResult(partition(queue)), Function.identity())
                .orElseThrow()
                .offset();
    }

    /** Empty before the first worker has joined the group. */
    private Optional<Long> lag(KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> offsets, String queue) {
        return await(offsets, partitions -> partitions.get(partition(queue)))
                .filter(info -> info.startOffset() >= 0)
                .flatMap(SharePartitionOffsetInfo::lag)
                .filter(lag -> lag >= 0);
    }

    private List<ShareGroupMember> members(KafkaFuture<ShareGroupDescription> group, String queue) {
        return await(group, ShareGroupDescription::members).stream()
                .flatMap(Collection::stream)
                .map(member -> new ShareGroupMember(
                        WorkerName.of(member.clientId(), queue), member.host().replaceFirst("^/", "")))
                .sorted(Comparator.comparing(ShareGroupMember::worker))
                .toList();
    }

    /** Waits for an answer; empty if the group does not exist. */
    private <T, R> Optional<R> await(KafkaFuture<T> future, Function<T, R> result) {
        try {
            return Optional.ofNullable(result.apply(future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw unavailable(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private BrokerUnavailableException unavailable(Throwable cause) {
        return new BrokerUnavailableException(
                "no answer about the queues from Kafka at " + kafka.servers() + ": " + cause.getMessage(), cause);
    }

    private static TopicPartition partition(String queue) {
        return new TopicPartition(queue, 0);
    }

    private synchronized Admin admin() {
        Admin open = admin.orElseGet(kafka::admin);
        admin = Optional.of(open);
        return open;
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(Admin::close);
    }
}
