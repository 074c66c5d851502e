package io.redoubt.pipeline.job;

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
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * One delivery of a readable job, from its record to a verdict. Whatever decides the experiment is announced, and taken by
 * the broker, before the verdict falls.
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
    private final Backoff rest;
    private final ScheduledExecutorService scheduler;

    JobAttempt(
            JobServices services,
            QueuedRecord record,
            Job job,
            JobWork<S> work,
            Backoff rest,
            ScheduledExecutorService scheduler) {
        this.services = services;
        this.record = record;
        this.job = job;
        this.work = work;
        this.events = new JobEventEmitter(services, job, 0);
        this.rest = rest;
        this.scheduler = scheduler;
    }

    Verdict make() {
        if (services.control.isCancelled(job.experiment()) || services.control.isPaused(job.experiment())) {
            return cancelled();
        }
        Optional<ResultManifest> present = services.results.intact(job.fingerprint());
        if (present.isPresent()) {
            return succeeded(present.get(), true);
        }
        Optional<HeldClaim> claim =
                services.claims.take(job.fingerprint(), record.delivery().id());
        if (claim.isEmpty()) {
            log("another record of the same job is being worked on; this one is dropped");
            return Verdict.ACCEPT;
        }
        return claimed(claim.get());
    }

    private Verdict claimed(HeldClaim claim) {
        ResultManifest manifest;
        try (ClaimRenewer keeper = new ClaimRenewer(claim, services.config.lock(), scheduler);
                ScratchDirectory scratch = new ScratchDirectory()) {
            // Between the look for a result and the claim, the one who held it may have come to the end.
            Optional<ResultManifest> meanwhile = services.results.intact(job.fingerprint());
            if (meanwhile.isPresent()) {
                return succeeded(meanwhile.get(), true);
            }
            if (claim.attempt() > services.config.maxAttempts()) {
                return giveUp(
                        FailureClass.RETRYABLE,
                        "given up after " + services.config.maxAttempts()
                                + " attempts that ended without an answer; the workers' logs say how they died");
            }
            events = new JobEventEmitter(services, job, claim.attempt());
            log("begins under fence " + claim.fence());
            events.started();
            RunningJob running = new RunningJob(services, events, keeper, rest::isStopped, scratch.folder());
            S spec = work.specType().cast(job.spec());
            manifest = carryOut(running, spec, claim);
        } catch (JobStoppedException e) {
            return stopped(e);
        } catch (FencedException e) {
            log(e.getMessage());
            return Verdict.RELEASE;
        } catch (IllegalArgumentException | UnreadableMessageException | CorruptObjectException e) {
            LOG.error(description() + " cannot be done", e);
            return giveUp(FailureClass.PERMANENT, why(e));
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            return unreachable(e);
        } catch (Exception | Error e) { // also memory that ran out, and native code that could not be loaded
            return failed(e, claim.attempt());
        }
        return succeeded(manifest, false);
    }

    /** A store or a broker that fails uses up no attempt: the job is not to blame. */
    private ResultManifest carryOut(RunningJob running, S spec, HeldClaim claim) throws Exception {
        try {
            return running.commit(work.run(spec, running));
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            claim.forgive();
            throw e;
        }
    }

    private Verdict unreachable(RuntimeException failure) {
        LOG.warnf("%s goes back to its queue: %s", description(), failure.getMessage());
        rest.after(record.deliveries(), failure);
        return Verdict.RELEASE;
    }

    private Verdict stopped(JobStoppedException stop) {
        log(stop.getMessage());
        return switch (stop.reason()) {
            case CANCELLED, PAUSED -> cancelled();
            case FENCED, SHUTDOWN -> Verdict.RELEASE;
        };
    }

    private Verdict failed(Throwable failure, int attempt) {
        if (rest.isStopped()) {
            return Verdict.RELEASE;
        }
        LOG.error(description() + " failed", failure);
        if (attempt >= services.config.maxAttempts()) {
            return giveUp(FailureClass.RETRYABLE, "failed in all of " + attempt + " attempts, last with " + failure);
        }
        rest.after(attempt, failure);
        return Verdict.RELEASE;
    }

    private Verdict succeeded(ResultManifest manifest, boolean reused) {
        try {
            work.published(job, manifest, part -> read(manifest.part(part)));
            events.succeeded(manifest, reused);
        } catch (StoreUnavailableException | BrokerUnavailableException e) {
            return unreachable(e);
        } catch (IllegalArgumentException e) {
            return giveUp(FailureClass.PERMANENT, why(e));
        } catch (RuntimeException e) {
            return failed(e, record.deliveries());
        }
        log(reused ? "has its result in the store already" : "succeeded");
        return Verdict.ACCEPT;
    }

    private byte[] read(Artifact part) {
        try {
            return Files.readAllBytes(services.cache.fetch(StoreKeys.resultPart(part), part.sha256(), part.bytes()));
        } catch (CorruptObjectException e) {
            services.results.discardDamaged(part); // so that the next delivery makes it again
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the part " + part.part(), e);
        }
    }

    /** Also of a paused experiment: the tracker queues the job again once it is wanted. */
    private Verdict cancelled() {
        events.cancelled();
        log("is given up, its experiment is cancelled or paused");
        return Verdict.ACCEPT;
    }

    private Verdict giveUp(FailureClass failure, String reason) {
        String line = SanitizedText.of(reason);
        services.deadLetters.deliver(record.givenUp(failure, line));
        events.failed(line);
        return Verdict.ACCEPT;
    }

    private static String why(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private void log(String what) {
        LOG.infof("%s %s", description(), what);
    }

    private String description() {
        return "experiment=" + job.experiment() + " job=" + job.node() + " fingerprint=" + job.fingerprint()
                + " attempt=" + events.attempt();
    }
}
