package io.redoubt.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
final class Device {

    private static final Logger LOG = Logger.getLogger(Device.class);
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(15);

    private final Duration longestPoll;
    private final List<WorkQueue> queues = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Thread thread;

    /** @param lock how long the broker keeps a record for its worker without renewal */
    Device(Duration lock) {
        this.longestPoll = lock.dividedBy(3);
    }

    /** Serves these queues from now on. */
    synchronized void serve(List<WorkQueue> more) {
        queues.addAll(more);
        queues.forEach(WorkQueue::wakeup);
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
                queues.forEach(WorkQueue::close);
                pause();
            }
        }
        queues.forEach(WorkQueue::close);
    }

    private void askEach(List<WorkQueue> all) {
        // If a poll ends while a fetch is being answered, the next poll makes the client fetch, and lock, a second
        // record.
        Duration patience = all.size() == 1 ? longestPoll : ROUND.dividedBy(all.size());
        for (WorkQueue queue : all) {
            Optional<Lease> job = take(queue, patience);
            boolean othersLeft = false;
            while (job.isPresent()) {
                othersLeft |= work(queue, job.get());
                job = othersLeft ? take(queue, ROUND) : Optional.empty();
            }
        }
    }

    private Optional<Lease> take(WorkQueue queue, Duration patience) {
        return isClosing() ? Optional.empty() : queue.take(patience);
    }

    /** Carries a job to its verdict. Returns whether the other queues were left meanwhile. */
    private boolean work(WorkQueue queue, Lease lease) {
        boolean othersLeft = false;
        CompletableFuture<AcknowledgeType> verdict = new CompletableFuture<>();
        queue.emit(message(lease.record(), queue.clusterId(), verdict));
        while (!verdict.isDone() && !isClosing()) {
            await(verdict);
            if (!verdict.isDone() && lease.isRenewalDue()) {
                lease.renew();
                othersLeft |= leaveOthers(queue, lease);
            }
        }
        lease.end(verdict.getNow(AcknowledgeType.RELEASE));
        return othersLeft;
    }

    /** Leaves the other queues, which can take longer than a third of the lock. Returns whether one had been joined. */
    private boolean leaveOthers(WorkQueue queue, Lease lease) {
        boolean left = false;
        for (WorkQueue other : queues) {
            if (other != queue) {
                left |= other.close();
                if (lease.isRenewalDue()) {
                    lease.renew();
                }
            }
        }
        return left;
    }

    private static Message<byte[]> message(
            ConsumerRecord<byte[], byte[]> record, String clusterId, CompletableFuture<AcknowledgeType> verdict) {
        Delivery delivery = new Delivery(
                record.topic(),
                record.partition(),
                record.offset(),
                record.deliveryCount().map(Short::intValue).orElse(1),
                clusterId);
        Metadata metadata = record.key() == null
                ? Metadata.of(delivery)
                : Metadata.of(delivery, new RecordKey(new String(record.key(), UTF_8)));
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return Message.of(
                payload,
                metadata,
                () -> reach(verdict, AcknowledgeType.ACCEPT),
                failure -> reach(verdict, AcknowledgeType.RELEASE));
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
        queues.forEach(WorkQueue::wakeup);
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
