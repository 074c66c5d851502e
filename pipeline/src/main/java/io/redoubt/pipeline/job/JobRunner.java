package io.redoubt.pipeline.job;

import io.quarkus.runtime.ShutdownEvent;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.NewerVersionException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.meter.PipelineMeters;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/** Runs the jobs of this process on one thread, one at a time. */
@ApplicationScoped
public class JobRunner {

    /**
     * The priority of the shutdown observer: before the queues close, so that the running job's record can be released.
     */
    public static final int SHUTDOWN_PRIORITY = 100;

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    /**
     * The broker archives a record silently after ten deliveries, and counts deliveries that started no job, such as to
     * a worker that was shutting down. The job is requeued as a new record before that.
     */
    private static final int MAX_DELIVERIES = 8;

    /** Length of the largest job that is queued, in bytes before compression. */
    private static final int MAX_JOB_BYTES = 4 << 20;

    private final JobServices services;
    private final RetryDelay retryDelay;
    private final ExecutorService executor;
    private final ScheduledExecutorService claimRenewals;

    @Inject
    public JobRunner(JobServices services) {
        this.services = services;
        this.retryDelay = new RetryDelay(services.config, services.store);
        PipelineMeters.register(Topics.queues(), FailureClass.values());
        PipelineMeters.registerAttempts(AttemptOutcome.FAILED);
        this.executor = Executors.newSingleThreadExecutor(threads("redoubt-job"));
        this.claimRenewals = Executors.newSingleThreadScheduledExecutor(threads("redoubt-claims"));
    }

    /**
     * Threads that the container does not create need the application's class loader for its classes and configuration.
     */
    private static ThreadFactory threads(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        };
    }

    /**
     * Runs the job in a queue's message, then acknowledges the message: {@code ACCEPT} if the job succeeded, is
     * cancelled or was requeued, {@code REJECT} if it failed and became a dead letter, {@code RELEASE} if it must be
     * redelivered. Outcomes are published, and acknowledged by the broker, before the message is acknowledged.
     *
     * @param message the record's value, with its delivery as metadata
     * @param works what the service can run
     * @return completed when the message is acknowledged
     */
    public CompletionStage<Void> run(Message<byte[]> message, JobWork<?>... works) {
        QueuedRecord record = QueuedRecord.of(message);
        CompletableFuture<AcknowledgeType> outcome;
        try {
            outcome =
                    CompletableFuture.supplyAsync(record.trace().wrapSupplier(() -> process(record, works)), executor);
        } catch (RejectedExecutionException e) {
            outcome = CompletableFuture.completedFuture(AcknowledgeType.RELEASE);
        }
        return outcome.thenCompose(type -> acknowledge(message, type));
    }

    private static CompletionStage<Void> acknowledge(Message<byte[]> message, AcknowledgeType type) {
        return type == AcknowledgeType.ACCEPT
                ? message.ack()
                : message.nack(new IllegalStateException("acknowledged with " + type), Metadata.of(type));
    }

    private AcknowledgeType process(QueuedRecord record, JobWork<?>... works) {
        try {
            return retryDelay.isShutdown() ? AcknowledgeType.RELEASE : readAndRun(record, works);
        } catch (RuntimeException | Error e) {
            FailureLog.log(LOG, record + " released", e);
            retryDelay.await(record.deliveryCount(), e);
            return AcknowledgeType.RELEASE;
        }
    }

    private AcknowledgeType readAndRun(QueuedRecord record, JobWork<?>... works) {
        if (record.payload().length > MAX_JOB_BYTES) {
            return rejectUnreadable(
                    record, "the record has " + record.payload().length + " bytes; the limit is " + MAX_JOB_BYTES);
        }
        if (record.deliveryCount() >= MAX_DELIVERIES) {
            LOG.infof("%s requeued before the broker's delivery limit", record);
            return requeue(record);
        }
        Job job;
        try {
            job = Json.readVersioned(record.payload(), Job.class);
        } catch (NewerVersionException e) {
            return leaveToNewer(record, e.getMessage());
        } catch (UnreadableMessageException e) {
            return rejectUnreadable(record, e.getMessage());
        }
        return Arrays.stream(works)
                .filter(work -> work.specType().isInstance(job.spec()))
                .findFirst()
                .map(work -> new JobAttempt<>(services, record, job, work, retryDelay, claimRenewals).run())
                .orElseGet(() -> rejectMisrouted(record, job));
    }

    private AcknowledgeType rejectUnreadable(QueuedRecord record, String reason) {
        LOG.warnf("%s rejected, not a job: %s", record, reason);
        services.deadLetters.sendAndAwait(record.deadLetter(FailureClass.POISON, reason));
        return AcknowledgeType.REJECT;
    }

    private AcknowledgeType requeue(QueuedRecord record) {
        try {
            services.requeue.sendAndAwait(record.delivery().topic(), record.key(), record.payload());
            return AcknowledgeType.ACCEPT;
        } catch (InvalidFieldException e) { // another client has compressed the record better
            return rejectUnqueueable(record, e.getMessage());
        }
    }

    private AcknowledgeType rejectUnqueueable(QueuedRecord record, String reason) {
        LOG.warnf("%s rejected, not requeued: %s", record, reason);
        services.deadLetters.sendAndAwait(record.deadLetter(FailureClass.PERMANENT, reason));
        try {
            Job job = Json.read(record.payload(), Job.class);
            new JobEventEmitter(services, job, 0).failed(reason);
        } catch (UnreadableMessageException e) {
            LOG.debugf("%s is of no experiment of this version: %s", record, e.getMessage());
        }
        return AcknowledgeType.REJECT;
    }

    /** Moves the job to the end of its queue, so that it does not block other jobs until newer workers run. */
    private AcknowledgeType leaveToNewer(QueuedRecord record, String reason) {
        LOG.infof("%s requeued for newer workers: %s", record, reason);
        AcknowledgeType type = requeue(record);
        retryDelay.await(1);
        return type;
    }

    private AcknowledgeType rejectMisrouted(QueuedRecord record, Job job) {
        String reason = "a job of stage " + job.spec().stage().wireName() + " does not belong on "
                + record.delivery().topic();
        if (job.schema() > SchemaVersion.VERSION) {
            return leaveToNewer(record, reason);
        }
        services.deadLetters.sendAndAwait(record.deadLetter(FailureClass.PERMANENT, reason));
        new JobEventEmitter(services, job, 0).failed(reason);
        return AcknowledgeType.REJECT;
    }

    void stop(@Observes @Priority(SHUTDOWN_PRIORITY) ShutdownEvent shutdown) {
        stop();
    }

    /**
     * Starts no more jobs, and waits at most {@code redoubt.queue.shutdown-timeout} for the running one, which stops
     * when it next reports progress.
     */
    public void stop() {
        retryDelay.shutdown();
        executor.shutdown();
        try {
            long timeout = services.config.shutdownTimeout().toMillis();
            if (!executor.awaitTermination(timeout, TimeUnit.MILLISECONDS)) {
                LOG.warnf("timeout_ms=%d running job did not stop; its record will be redelivered", timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        claimRenewals.shutdownNow();
    }
}
