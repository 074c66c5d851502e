package io.redoubt.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import io.redoubt.testkit.BoundedWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

/** All acquisition locks here last one second. */
class ShareGroupConnectorIT {

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration SEVERAL_LOCKS = LOCK.multipliedBy(4);
    private static final Duration POLL = Duration.ofMillis(300);

    private static String newQueue(String name) throws Exception {
        try (Admin admin = Stack.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
        Stack.configureQueue(name);
        return name;
    }

    private static void send(String queue, String... jobs) {
        for (String job : jobs) {
            Records.send(queue, job, job.getBytes(UTF_8));
        }
    }

    private static long lag(String queue) throws ExecutionException, InterruptedException {
        String group = ShareGroupSettings.of(queue);
        try (Admin admin = Stack.kafka().admin()) {
            var offsets = admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(group)
                    .get();
            var info = offsets.get(new TopicPartition(queue, 0));
            return info == null ? -1 : info.lag().orElse(-1L);
        }
    }

    private static void awaitNoLag(String... queues) {
        for (String queue : queues) {
            BoundedWait.until(() -> lag(queue) == 0);
        }
    }

    @Test
    void jobLongerThanItsLockStaysAcquiredWhileAnotherWorkerProcessesTheRest() throws Exception {
        String queue = newQueue("long");
        send(queue, "a", "b", "c");
        try (Channel one = new Channel(queue);
                Channel two = new Channel(queue)) {
            Message<?> first = one.next();
            assertThat(Channel.delivery(first).deliveryCount()).isEqualTo(1);
            String second = two.process();
            String third = two.process();
            long until = System.nanoTime() + SEVERAL_LOCKS.toNanos();
            BoundedWait.until(() -> {
                assertThat(one.hasNext()).isFalse();
                assertThat(two.hasNext()).isFalse();
                return System.nanoTime() > until;
            });

            first.ack();

            assertThat(List.of(Channel.text(first), second, third)).containsExactlyInAnyOrder("a", "b", "c");
            awaitNoLag(queue);
            assertThat(one.hasNext()).isFalse();
            assertThat(two.hasNext()).isFalse();
        }
    }

    @Test
    void recordBehindATransactionMarkerDoesNotWaitForTheEndOfAPoll() throws Exception {
        String queue = newQueue("transactions");
        Duration lockWithLongPolls = Duration.ofMinutes(10);
        BlockingQueue<String> processed = new LinkedBlockingQueue<>();
        SharePoller poller = new SharePoller(lockWithLongPolls, Optional::empty);
        Records.sendInTransactions(queue, "a", "b", "c");

        poller.add(List.of(new QueueConsumer(Stack.kafka(), new WorkerName(), queue, lockWithLongPolls, message -> {
            message.ack();
            processed.add(Channel.text(message));
        })));

        BoundedWait.until(() -> processed.size() == 3);
        assertThat(processed).containsExactly("a", "b", "c");
        poller.close();
    }

    @Test
    void workerIsIdleAfterItsLastJob() throws Exception {
        String queue = newQueue("drained");
        BlockingQueue<String> happened = new LinkedBlockingQueue<>();
        SharePoller poller = new SharePoller(LOCK, Optional::empty);
        send(queue, "a");

        poller.add(List.of(new QueueConsumer(Stack.kafka(), new WorkerName(), queue, LOCK, message -> {
            poller.whenIdle(Duration.ofMillis(1), () -> happened.add("idle"));
            happened.add(Channel.text(message));
            message.ack();
        })));

        BoundedWait.until(() -> happened.size() == 2);
        assertThat(happened).containsExactly("a", "idle");
        awaitNoLag(queue);
        poller.close();
    }

    @Test
    void recordThatWaitedInTheClientBeyondItsLockIsNotProcessed() throws Exception {
        String queue = newQueue("waited");
        QueueConsumer paused = new QueueConsumer(Stack.kafka(), new WorkerName(), queue, LOCK, message -> {});
        send(queue, "a");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> paused.acquire(POLL), Optional::isPresent)
                .orElseThrow()
                .acknowledge(AcknowledgeType.ACCEPT);
        // After a poll without a record the client fetches in the background.
        assertThat(paused.acquire(POLL)).isEmpty();
        send(queue, "b");

        try (Channel other = new Channel(queue)) {
            Message<?> message = other.next();
            assertThat(Channel.text(message)).isEqualTo("b");
            assertThat(Channel.delivery(message).deliveryCount()).isGreaterThan(1);
            message.ack();
            awaitNoLag(queue);
        }

        assertThat(paused.acquire(POLL)).isEmpty();
        paused.close();
    }

    @Test
    void rejectedRecordIsNotDeliveredAgain() throws Exception {
        String queue = newQueue("rejected");
        send(queue, "a");
        try (Channel worker = new Channel(queue)) {
            Message<?> rejected = worker.next();

            rejected.nack(new IllegalStateException("poison"), Metadata.of(AcknowledgeType.REJECT))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);

            assertThat(lag(queue)).as("committed when the stage completes").isZero();
            send(queue, "b");
            assertThat(worker.process()).isEqualTo("b");
        }
    }

    @Test
    void releasedRecordIsRedeliveredWithItsDeliveryCount() throws Exception {
        String queue = newQueue("given-back");
        send(queue, "a");
        try (Channel worker = new Channel(queue)) {
            Message<?> first = worker.next();
            first.nack(new IllegalStateException("later"));
            Message<?> again = worker.next();
            again.ack();

            assertThat(Channel.text(again)).isEqualTo("a");
            assertThat(Channel.delivery(again).deliveryCount()).isEqualTo(2);
            assertThat(Channel.delivery(again).id())
                    .isEqualTo(Channel.delivery(first).id());
            assertThat(again.getMetadata(RecordKey.class)).contains(new RecordKey("a"));
        }
    }

    @Test
    void closedConnectorReleasesItsRecordToAnotherWorker() throws Exception {
        String queue = newQueue("stopped");
        send(queue, "a");
        try (Channel stopping = new Channel(queue)) {
            stopping.next();
        }

        try (Channel other = new Channel(queue)) {
            assertThat(other.process()).isEqualTo("a");
        }
    }

    @Test
    void processWithALongJobLeavesItsOtherQueuesToOtherWorkers() throws Exception {
        String left = newQueue("left");
        String right = newQueue("right");
        send(left, "left-1");
        try (Channel both = new Channel(left, right)) {
            Message<?> running = both.next();
            send(right, "right-1", "right-2");
            try (Channel other = new Channel(right)) {
                List<String> taken = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    Message<?> message = other.next();
                    // The busy process may have acquired one before it closed its consumer, which costs a
                    // delivery.
                    assertThat(Channel.delivery(message).deliveryCount()).isLessThanOrEqualTo(2);
                    taken.add(Channel.text(message));
                    message.ack();
                }
                assertThat(taken).containsExactlyInAnyOrder("right-1", "right-2");
            }
            assertThat(both.hasNext()).isFalse();
            running.ack();
            send(right, "right-3");
            assertThat(both.process()).isEqualTo("right-3");
        }
    }

    @Test
    void shortJobsOfSeveralQueuesAreDeliveredOnce() throws Exception {
        String left = newQueue("many-left");
        String right = newQueue("many-right");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            send(left, "left-" + i);
            send(right, "right-" + i);
            sent.add("left-" + i);
            sent.add("right-" + i);
        }
        try (Channel worker = new Channel(left, right)) {
            List<String> done = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                Message<?> message = worker.next();
                assertThat(worker.hasNext()).isFalse();
                done.add(Channel.text(message));
                message.ack();
            }
            assertThat(done).containsExactlyInAnyOrderElementsOf(sent);
            awaitNoLag(left, right);
            assertThat(worker.hasNext()).isFalse();
        }
    }
}
