package io.redoubt.pipeline.job;

import io.quarkus.runtime.ShutdownEvent;
import io.redoubt.api.Json;
import io.redoubt.api.NewerVersionException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.event.FailureClass;
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
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Runs the jobs of this process, one at a time, on a thread of its own. */
@ApplicationScoped
public class JobRunner {

    /** Shutdown observers of this priority: before the queues close, so that the job in hand can be given back. */
    public static final int STOPS_AT = 100;

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    /**
     * The broker drops a record silently after ten deliveries, and counts those that began nothing: given back by a worker
     * that stopped, or that was busy elsewhere. So a record is replaced by a new one before.
     */
    private static final int REQUEUED_AT = 8;

    private final JobServices services;
    private final Backoff rest;
    private final ExecutorService worker;
    private final ScheduledExecutorService scheduler;

    @Inject
    public JobRunner(JobServices services) {
        this.services = services;
        this.rest = new Backoff(services.config, services.store);
        this.worker = Executors.newSingleThreadExecutor(threads("redoubt-job"));
        this.scheduler = Executors.newSingleThreadScheduledExecutor(threads("redoubt-claims"));
    }

    /** Threads of our own know the application's classes and configuration only if they are told. */
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
     * Does the job in a queue's message and acknowledges it: accepted when the job has succeeded, failed for good or is
     * cancelled, and that has been announced; else given back to the queue.
     *
     * @param message the record's value; its metadata tell which delivery it is
     * @param works what this queue's service can do
     * @return completed when the message is acknowledged
     */
    public CompletionStage<Void> run(Message<byte[]> message, JobWork<?>... works) {
        QueuedRecord record = QueuedRecord.of(message);
        CompletableFuture<Verdict> verdict;
        try {
            verdict = CompletableFuture.supplyAsync(() -> verdict(record, works), worker);
        } catch (RejectedExecutionException e) {
            verdict = CompletableFuture.completedFuture(Verdict.RELEASE);
        }
        return verdict.thenCompose(reached -> reached == Verdict.ACCEPT
                ? message.ack()
                : message.nack(new IllegalStateException("given back to the queue")));
    }

    private Verdict verdict(QueuedRecord record, JobWork<?>... works) {
        try {
            return rest.isStopped() ? Verdict.RELEASE : live(record, works);
        } catch (RuntimeException | Error e) {
            LOG.error("record=" + record.delivery().id() + " deliveries=" + record.deliveries() + " is given back", e);
            rest.after(record.deliveries(), e);
            return Verdict.RELEASE;
        }
    }

    private Verdict live(QueuedRecord record, JobWork<?>... works) {
        if (record.deliveries() >= REQUEUED_AT) {
            LOG.infof(
                    "record=%s is queued anew after %d deliveries",
                    record.delivery().id(), record.deliveries());
            services.requeue.deliver(record.delivery().topic(), record.key(), record.payload());
            return Verdict.ACCEPT;
        }
        Job job;
        try {
            job = Json.readVersioned(record.payload(), Job.class);
        } catch (NewerVersionException e) {
            return leftToNewer(record, e.getMessage());
        } catch (UnreadableMessageException e) {
            LOG.warnf("record=%s is no job: %s", record.delivery().id(), e.getMessage());
            services.deadLetters.deliver(record.givenUp(FailureClass.POISON, e.getMessage()));
            return Verdict.ACCEPT;
        }
        return Arrays.stream(works)
                .filter(work -> work.specType().isInstance(job.spec()))
                .findFirst()
                .map(work -> new JobAttempt<>(services, record, job, work, rest, scheduler).make())
                .orElseGet(() -> misdirected(record, job));
    }

    /** Behind the other jobs, so that it holds none of them up while the newer workers are not there yet. */
    private Verdict leftToNewer(QueuedRecord record, String why) {
        LOG.infof("record=%s is left to newer workers: %s", record.delivery().id(), why);
        services.requeue.deliver(record.delivery().topic(), record.key(), record.payload());
        rest.after(1);
        return Verdict.ACCEPT;
    }

    private Verdict misdirected(QueuedRecord record, Job job) {
        String reason = "a job of stage " + job.spec().stage().wireName() + " does not belong on "
                + record.delivery().topic();
        if (job.schema() > SchemaVersion.VERSION) {
            return leftToNewer(record, reason);
        }
        services.deadLetters.deliver(record.givenUp(FailureClass.PERMANENT, reason));
        new JobEventEmitter(services, job, 0).failed(reason);
        return Verdict.ACCEPT;
    }

    void stop(@Observes @Priority(STOPS_AT) ShutdownEvent shutdown) {
        stop();
    }

    /** Lets the job in hand stop at its next sign of progress, and takes no other; waits {@code redoubt.queue.stop-within}. */
    public void stop() {
        rest.stop();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(services.config.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the job in hand does not stop; its queue will hand it out again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scheduler.shutdownNow();
    }
}
