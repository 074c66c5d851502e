package io.redoubt.pipeline.job;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.FencedException;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.meter.PipelineMeters;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.jboss.logging.Logger;

/**
 * One delivery of a readable job, from its record to the acknowledgement. Events that decide an experiment are
 * published, and acknowledged by the broker, before the record is acknowledged.
 *
 * @param <S> the kind of job
 */
final class JobAttempt<S extends JobSpec> {

    private static final Logger LOG = Logger.getLogger(JobAttempt.class);

    private final JobServices services;
    private final QueuedRecord record;
    private final Job job;
    private final JobWork<S> work;
    private JobEventEmitter events;
    private final RetryDelay retryDelay;
    private final ScheduledExecutorService claimRenewals;

    JobAttempt(
            JobServices services,
            QueuedRecord record,
            Job job,
            JobWork<S> work,
            RetryDelay retryDelay,
            ScheduledExecutorService claimRenewals) {
        this.services = services;
        this.record = record;
        this.job = job;
        this.work = work;
        this.events = new JobEventEmitter(services, job, 0);
        this.retryDelay = retryDelay;
        this.claimRenewals = claimRenewals;
    }

    /** Runs the job, and records the attempt. */
    AcknowledgeType run() {
        long started = System.nanoTime();
        AttemptOutcome outcome = AttemptOutcome.UNAVAILABLE; // if it ends with an exception, the record is released
        Span span = JobSpan.start(services.tracer, job, services.worker);
        try {
            outcome = Context.current()
                    .with(span)
                    .wrapSupplier(() -> LogContext.during(job, this::attempt))
                    .get();
        } finally {
            PipelineMeters.attempt(job.spec().stage(), outcome, Duration.ofNanos(System.nanoTime() - started));
            JobSpan.end(span, events.attempt(), outcome);
        }
        return outcome.acknowledgement();
    }

    private AttemptOutcome attempt() {
        if (services.control.isCancelled(job.experiment()) || services.control.isPaused(job.experiment())) {
            return cancelled();
        }
        Optional<ResultManifest> stored = services.results.intact(job);
        if (stored.isPresent()) {
            return succeeded(stored.get(), true);
        }
        Optional<HeldClaim> claim =
                services.claims.take(job.fingerprint(), record.delivery().id());
        if (claim.isEmpty()) {
            info("duplicate dropped, another record of the job is being processed");
            return AttemptOutcome.DUPLICATE;
        }
        return runClaimed(claim.get());
    }

    private AttemptOutcome runClaimed(HeldClaim claim) {
        ResultManifest manifest;
        try (ClaimRenewer renewer = new ClaimRenewer(claim, services.config.lock(), claimRenewals);
                ScratchDirectory scratch = new ScratchDirectory("job-")) {
            // A previous holder may have committed between the first lookup and the claim.
            Optional<ResultManifest> stored = claim.fence() > 1 ? services.results.intact(job) : Optional.empty();
            if (stored.isPresent()) {
                return succeeded(stored.get(), true);
            }
            if (claim.attempt() > services.config.maxAttempts()) {
                return reject(
                        FailureClass.RETRYABLE,
                        "given up after " + services.config.maxAttempts()
                                + " attempts, the last of which died without an outcome, as a process that the system kills"
                                + " for its use of memory; see the worker's log");
            }
            events = new JobEventEmitter(services, job, claim.attempt());
            LOG.infof("%s fence=%d started", this, claim.fence());
            events.started();
            if (record.deliveryCount() == 1) {
                PipelineMeters.waited(
                        job.spec().stage(), Duration.between(record.delivery().queued(), services.clock.instant()));
            }
            RunningJob running = new RunningJob(services, events, renewer, retryDelay::isShutdown, scratch.folder());
            S spec = work.specType().cast(job.spec());
            manifest = runAndCommit(running, spec, claim);
        } catch (JobStoppedException e) {
            return stopped(e);
        } catch (FencedException e) {
            info(e.getMessage());
            return AttemptOutcome.FENCED;
        } catch (IllegalArgumentException | UnreadableMessageException | CorruptObjectException e) {
            LOG.warnf("%s failed permanently: %s", this, message(e));
            LOG.debug(this + " failed permanently", e);
            return reject(FailureClass.PERMANENT, message(e));
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            return releaseUnavailable(e);
        } catch (Exception | Error e) { // includes OutOfMemoryError and UnsatisfiedLinkError
            return failed(e, claim.attempt());
        }
        return succeeded(manifest, false);
    }

    /** An unavailable store or broker does not use up an attempt, because the job itself did not fail. */
    private ResultManifest runAndCommit(RunningJob running, S spec, HeldClaim claim) throws Exception {
        try {
            return running.commit(work.run(spec, running));
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            claim.forgive();
            throw e;
        }
    }

    private AttemptOutcome releaseUnavailable(RuntimeException failure) {
        LOG.warnf("%s released: %s", this, failure.getMessage());
        retryDelay.await(record.deliveryCount(), failure);
        return AttemptOutcome.UNAVAILABLE;
    }

    private AttemptOutcome stopped(JobStoppedException stop) {
        info(stop.getMessage());
        return switch (stop.reason()) {
            case CANCELLED, PAUSED -> cancelled();
            case FENCED -> AttemptOutcome.FENCED;
            case SHUTDOWN -> AttemptOutcome.STOPPED;
        };
    }

    private AttemptOutcome failed(Throwable failure, int attempt) {
        if (retryDelay.isShutdown()) {
            return AttemptOutcome.STOPPED;
        }
        Optional<String> lackOfMemory = OutOfMemory.explain(failure);
        if (lackOfMemory.isPresent()) {
            LOG.warnf("%s failed permanently: %s", this, lackOfMemory.get());
            return reject(FailureClass.PERMANENT, lackOfMemory.get());
        }
        FailureLog.log(LOG, this + " failed", failure);
        if (attempt >= services.config.maxAttempts()) {
            return reject(FailureClass.RETRYABLE, "all " + attempt + " attempts failed, the last with " + failure);
        }
        retryDelay.await(attempt, failure);
        return AttemptOutcome.RETRIED;
    }

    private AttemptOutcome succeeded(ResultManifest manifest, boolean reused) {
        try {
            work.published(job, manifest, part -> read(manifest.part(part)));
            events.succeeded(manifest, reused);
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            return releaseUnavailable(e);
        } catch (IllegalArgumentException e) {
            return reject(FailureClass.PERMANENT, message(e));
        } catch (RuntimeException e) {
            return failed(e, record.deliveryCount());
        }
        info(reused ? "succeeded with the stored result" : "succeeded");
        return reused ? AttemptOutcome.REUSED : AttemptOutcome.SUCCEEDED;
    }

    private byte[] read(Artifact part) {
        try {
            return Files.readAllBytes(services.cache.fetch(StoreKeys.resultPart(part), part.sha256(), part.bytes()));
        } catch (CorruptObjectException e) {
            services.results.discardDamaged(part); // so that the next delivery recomputes it
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the part " + part.part(), e);
        }
    }

    /** Also for a paused experiment: the tracker queues the job again after the resume. */
    private AttemptOutcome cancelled() {
        events.cancelled();
        info("dropped, the experiment is cancelled or paused");
        return AttemptOutcome.CANCELLED;
    }

    private AttemptOutcome reject(FailureClass failure, String reason) {
        String line = SanitizedText.of(reason);
        services.deadLetters.sendAndAwait(record.deadLetter(failure, line));
        events.failed(line);
        return AttemptOutcome.FAILED;
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private void info(String message) {
        LOG.infof("%s %s", this, message);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "experiment=" + job.experiment() + " job=" + job.node() + " fingerprint=" + job.fingerprint()
                + " attempt=" + events.attempt();
    }
}
