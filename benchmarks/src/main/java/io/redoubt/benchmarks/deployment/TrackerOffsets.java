package io.redoubt.benchmarks.deployment;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the tracker has committed its inputs. */
public final class TrackerOffsets implements AutoCloseable {
    private static final String GROUP = "redoubt-tracker";
    private static final long POLL_NANOS = 10_000_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Admin admin;

    /** @param kafka the broker's {@code host:port} */
    public TrackerOffsets(String kafka) {
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** Waits until the tracker has handled all present records of a topic. */
    public void awaitAll(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            while (committed(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the tracker did not reach the end of " + topic);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the offsets of the tracker cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long committed(TopicPartition partition) throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
