package io.redoubt.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Takes one job at a time from the queues of this process.
 *
 * <p>A consumer that has polled in vain goes on fetching, and locks a record although nobody here can run it. While a short
 * job runs this does no harm; when a job lasts beyond its first renewal the other queues are left, which gives such records
 * to other workers at the cost of one of their deliveries. They are joined again when the queue in hand is empty: joining
 * takes about a second, and leaving again costs deliveries again.
 */
final class SharePoller {

    private static final Logger LOG = Logger.getLogger(SharePoller.class);
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(15);

    private final KafkaConnection kafka;
    private final Duration renewal;
    private final List<QueueConsumer> queues = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Thread thread;
    private String clusterId;

    /** @param lock how long a record stays ours without renewal */
    SharePoller(KafkaConnection kafka, Duration lock) {
        this.kafka = kafka;
        this.renewal = lock.dividedBy(3);
    }

    /** Serves these queues from now on. */
    synchronized void serve(List<QueueConsumer> more) {
        queues.addAll(more);
        if (thread == null) {
            thread = new Thread(this::run, "redoubt-queue");
            thread.setDaemon(true);
            // Our own threads know the application's classes and configuration only if they are told.
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread.start();
        }
    }

    synchronized boolean isAlive() {
        return thread == null || thread.isAlive();
    }

    private void run() {
        while (!isClosing()) {
            try {
                askEach(queues);
            } catch (RuntimeException e) { // the thread must live: what it serves would starve without a sign
                LOG.warn("the queues cannot be read, trying again", e);
                queues.forEach(QueueConsumer::close);
                pause();
            }
        }
        queues.forEach(QueueConsumer::close);
    }

    private void askEach(List<QueueConsumer> all) {
        for (QueueConsumer queue : all) {
            Optional<AcquiredRecord> job = take(queue, ROUND.dividedBy(all.size()));
            boolean othersLeft = false;
            while (job.isPresent()) {
                othersLeft |= work(queue, job.get());
                job = othersLeft ? take(queue, ROUND) : Optional.empty();
            }
        }
    }

    private Optional<AcquiredRecord> take(QueueConsumer queue, Duration patience) {
        return isClosing() ? Optional.empty() : queue.take(patience);
    }

    /** Carries a job to its verdict. Returns whether the other queues were left meanwhile. */
    private boolean work(QueueConsumer queue, AcquiredRecord lease) {
        boolean othersLeft = false;
        CompletableFuture<AcknowledgeType> verdict = new CompletableFuture<>();
        queue.emit(message(lease.record(), verdict));
        long renewed = System.nanoTime();
        while (!verdict.isDone() && !isClosing()) {
            await(verdict);
            if (!verdict.isDone() && System.nanoTime() - renewed >= renewal.toNanos()) {
                renewed = System.nanoTime();
                lease.renew();
                queues.stream().filter(other -> other != queue).forEach(QueueConsumer::close);
                othersLeft = true;
            }
        }
        lease.end(verdict.getNow(AcknowledgeType.RELEASE));
        return othersLeft;
    }

    private Message<byte[]> message(ConsumerRecord<byte[], byte[]> record, CompletableFuture<AcknowledgeType> verdict) {
        RecordDelivery delivery = new RecordDelivery(
                record.topic(),
                record.partition(),
                record.offset(),
                record.deliveryCount().map(Short::intValue).orElse(1),
                clusterId());
        Metadata metadata = record.key() == null
                ? Metadata.of(delivery)
                : Metadata.of(delivery, new RecordKey(new String(record.key(), UTF_8)));
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return Message.of(
                payload,
                metadata,
                acknowledged -> reach(verdict, AcknowledgeType.ACCEPT),
                (failure, reason) -> reach(
                        verdict,
                        reason == null
                                ? AcknowledgeType.RELEASE
                                : reason.get(AcknowledgeType.class).orElse(AcknowledgeType.RELEASE)));
    }

    private static CompletableFuture<Void> reach(CompletableFuture<AcknowledgeType> verdict, AcknowledgeType type) {
        verdict.complete(type);
        return CompletableFuture.completedFuture(null);
    }

    private static void await(CompletableFuture<AcknowledgeType> verdict) {
        try {
            verdict.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.trace("the job still runs");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verdict is never a failure", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the queues' thread", e);
        }
    }

    private String clusterId() {
        if (clusterId == null) {
            try (Admin admin = kafka.admin()) {
                clusterId = admin.describeCluster().clusterId().get();
            } catch (ExecutionException e) {
                throw new KafkaException("the cluster does not tell its id", e.getCause());
            } catch (InterruptedException e) {
                throw new KafkaException("interrupted while asking for the cluster's id", e);
            }
        }
        return clusterId;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the queues' thread", e);
        }
    }

    /** Takes no more jobs, gives back the one in hand if it has not ended, and leaves the queues; waits 15 s at most. */
    void close() {
        closing.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            try {
                running.join(END.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
