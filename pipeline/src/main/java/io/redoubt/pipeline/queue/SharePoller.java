package io.redoubt.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.pipeline.retry.Backoff;
import io.redoubt.pipeline.trace.TraceHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Acquires one record at a time from all queues of this process, on one thread, and renews its lock until the listener
 * acknowledges it.
 *
 * <p>A consumer that has polled an empty queue keeps a fetch open, and so locks a record that nobody here can process.
 * This does no harm while a short job runs. When a job outlasts its first renewal, the consumers of the other queues
 * are closed, which releases such records at the cost of one of their deliveries. They are opened again once the queue
 * of that job is empty: joining takes about a second, and closing again costs deliveries again.
 *
 * <p>The tracker writes jobs in transactions, so a transaction marker follows each record. A client that fetches a
 * marker does not fetch again until its next poll (Kafka 4.3). The first polls after a record are therefore short.
 */
final class SharePoller {

    private static final Logger LOG = Logger.getLogger(SharePoller.class);
    private static final Duration LONGEST_ROUND = Duration.ofMillis(200);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** The longest time between two signs of progress, in addition to two locks: requests and closing consumers. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(60);

    private final Duration lock;
    private final Duration maxPollTimeout;
    private final Supplier<Optional<String>> problem;
    private final List<QueueConsumer> queues = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile PendingAcknowledgement pending;
    private volatile long lastProgress = System.nanoTime();
    private volatile IdleAction idleAction;
    private long idleSince = System.nanoTime();
    private Duration roundTimeout = SHORTEST_ROUND;
    private Thread thread;

    /**
     * @param lock the duration of the acquisition lock
     * @param problem asks the cluster why the queues cannot be read; called only after a failure
     */
    SharePoller(Duration lock, Supplier<Optional<String>> problem) {
        this.lock = lock;
        this.maxPollTimeout = lock.dividedBy(3);
        this.problem = problem;
    }

    private record IdleAction(Duration after, Runnable action) {}

    /** Runs {@code action} once the cluster has answered for {@code after} that no queue has a record. */
    void whenIdle(Duration after, Runnable action) {
        idleAction = new IdleAction(after, action);
    }

    /** Adds queues, and starts the thread with the first ones. */
    synchronized void add(List<QueueConsumer> more) {
        queues.addAll(more);
        queues.forEach(QueueConsumer::wakeup);
        if (thread == null) {
            thread = new Thread(this::run, "redoubt-queue");
            thread.setDaemon(true);
            // Threads that the container does not create need the application's class loader.
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread.start();
        }
    }

    synchronized boolean isStarted() {
        return thread != null;
    }

    /** Whether the thread is alive and makes progress: it polls, waits to poll again, or renews a lock. */
    synchronized boolean isAlive() {
        return thread == null || thread.isAlive() && !isStalled();
    }

    private boolean isStalled() {
        Duration since = Duration.ofNanos(System.nanoTime() - lastProgress);
        return since.compareTo(lock.multipliedBy(2).plus(STALLED_AFTER)) > 0;
    }

    private void run() {
        int failures = 0;
        String logged = "";
        while (!isClosing()) {
            lastProgress = System.nanoTime();
            try {
                if (failures > 0) { // opening consumers again would only repeat the failure, and the client's own log
                    problem.get().ifPresent(reason -> {
                        throw new KafkaException(reason);
                    });
                }
                pollAll(queues);
                failures = 0;
                logged = "";
                checkIdle();
            } catch (RuntimeException e) { // the thread must survive: without it no queue is read
                failures++;
                idleSince = System.nanoTime();
                logged = log(e, failures, logged);
                queues.forEach(QueueConsumer::close);
                awaitClosing(BACKOFF.delay(failures));
            }
        }
        queues.forEach(QueueConsumer::close);
    }

    private void checkIdle() {
        IdleAction idle = idleAction;
        if (idle != null && System.nanoTime() - idleSince >= idle.after.toNanos()) {
            idleAction = null;
            LOG.infof("no job for %s s: this worker ends", idle.after.toSeconds());
            idle.action.run();
        }
    }

    /** Logs a failure at WARN unless it repeats the last one. Returns its text. */
    private static String log(RuntimeException failure, int failures, String logged) {
        String message = failure.toString();
        LOG.logf(
                message.equals(logged) ? Logger.Level.DEBUG : Logger.Level.WARN,
                "failures=%d polling failed, will retry: %s",
                failures,
                message);
        LOG.debug("polling failed", failure);
        return message;
    }

    private void pollAll(List<QueueConsumer> all) {
        Duration timeout =
                nextTimeout(all.size() == 1 ? maxPollTimeout : LONGEST_ROUND).dividedBy(all.size());
        for (QueueConsumer queue : all) {
            Optional<AcquiredRecord> acquired = acquire(queue, timeout);
            boolean othersClosed = false;
            while (acquired.isPresent()) {
                othersClosed |= process(queue, acquired.get());
                idleSince = System.nanoTime();
                roundTimeout = SHORTEST_ROUND;
                acquired = othersClosed ? acquire(queue, LONGEST_ROUND) : Optional.empty();
            }
        }
    }

    /**
     * Doubles the time that a round over all queues lasts, up to a limit. If a poll ends while a fetch is being answered, the
     * next poll makes the client fetch, and lock, a second record.
     */
    private Duration nextTimeout(Duration limit) {
        Duration timeout = roundTimeout.compareTo(limit) < 0 ? roundTimeout : limit;
        roundTimeout = timeout.multipliedBy(2);
        return timeout;
    }

    private Optional<AcquiredRecord> acquire(QueueConsumer queue, Duration timeout) {
        return isClosing() ? Optional.empty() : queue.acquire(timeout);
    }

    /** Emits a record and waits for its acknowledgement. Returns whether the other queues were closed meanwhile. */
    private boolean process(QueueConsumer queue, AcquiredRecord acquired) {
        boolean othersClosed = false;
        PendingAcknowledgement acknowledgement = new PendingAcknowledgement();
        pending = acknowledgement;
        try {
            if (isClosing()) { // close() may have missed the new acknowledgement
                acknowledgement.acknowledge(AcknowledgeType.RELEASE);
            } else {
                queue.emit(message(acquired.record(), queue.clusterId(), acknowledgement));
            }
            Optional<AcknowledgeType> type = acknowledgement.await(acquired.untilRenewal());
            while (type.isEmpty()) {
                lastProgress = System.nanoTime();
                acquired.renew();
                othersClosed |= closeOthers(queue, acquired);
                type = acknowledgement.await(acquired.untilRenewal());
            }
            acquired.acknowledge(type.get());
        } finally {
            acknowledgement.complete();
        }
        return othersClosed;
    }

    /** Closes the other queues, which can take longer than a third of the lock. Returns whether one was open. */
    private boolean closeOthers(QueueConsumer queue, AcquiredRecord acquired) {
        boolean closed = false;
        for (QueueConsumer other : queues) {
            if (other != queue) {
                closed |= other.close();
                if (acquired.isRenewalDue()) {
                    acquired.renew();
                }
            }
        }
        return closed;
    }

    private static Message<byte[]> message(
            ConsumerRecord<byte[], byte[]> record, String clusterId, PendingAcknowledgement acknowledgement) {
        RecordDelivery delivery = new RecordDelivery(
                record.topic(),
                record.partition(),
                record.offset(),
                record.deliveryCount().map(Short::intValue).orElse(1),
                clusterId,
                Instant.ofEpochMilli(record.timestamp()));
        RecordTrace trace = new RecordTrace(TraceHeaders.context(record.headers()));
        Metadata metadata = record.key() == null
                ? Metadata.of(delivery, trace)
                : Metadata.of(delivery, trace, new RecordKey(new String(record.key(), UTF_8)));
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return Message.of(
                payload,
                metadata,
                accepted -> acknowledgement.acknowledge(AcknowledgeType.ACCEPT),
                (failure, reason) -> acknowledgement.acknowledge(nackType(reason)));
    }

    private static AcknowledgeType nackType(Metadata reason) {
        return reason == null
                ? AcknowledgeType.RELEASE
                : reason.get(AcknowledgeType.class).orElse(AcknowledgeType.RELEASE);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void awaitClosing(Duration timeout) {
        try {
            closing.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the poller was interrupted", e);
        }
    }

    /**
     * Acquires no more records, releases the current one unless it is acknowledged, and leaves the groups; takes 15 s
     * at most.
     */
    void close() {
        closing.countDown();
        queues.forEach(QueueConsumer::wakeup);
        PendingAcknowledgement current = pending;
        if (current != null) {
            current.acknowledge(AcknowledgeType.RELEASE);
        }
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            try {
                running.join(CLOSE_TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
