package io.redoubt.pipeline.job;

import io.redoubt.api.Digests;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.artifact.Checkpoint;
import io.redoubt.pipeline.artifact.CheckpointManifest;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobStoppedException.Reason;
import io.redoubt.pipeline.meter.PipelineMeters;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** A running job, from its claim to its committed result. */
final class RunningJob implements JobContext {

    private static final Logger LOG = Logger.getLogger(RunningJob.class);
    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    private final JobServices services;
    private final JobEventEmitter events;
    private final ClaimRenewer renewer;
    private final BooleanSupplier shutdown;
    private final Path scratch;
    private final long started = System.nanoTime();
    private double secondsBefore;
    private long lastProgress = started - PROGRESS_NANOS;
    private long lastCheckpoint = started;
    private long epochStarted = started;
    private Optional<CheckpointPosition> committed = Optional.empty();
    private int corruptCheckpoints;

    RunningJob(
            JobServices services,
            JobEventEmitter events,
            ClaimRenewer renewer,
            BooleanSupplier shutdown,
            Path scratch) {
        this.services = services;
        this.events = events;
        this.renewer = renewer;
        this.shutdown = shutdown;
        this.scratch = scratch;
    }

    @Override
    public Job job() {
        return events.job();
    }

    @Override
    public int attempt() {
        return events.attempt();
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public Set<String> roles() {
        return job().inputs().keySet();
    }

    @Override
    public Path input(String role) {
        Artifact input = job().input(role);
        try {
            return services.cache.fetch(StoreKeys.resultPart(input), input.sha256(), input.bytes());
        } catch (CorruptObjectException e) {
            services.results.discardDamaged(input);
            throw e.with("publish the request again to recompute it");
        }
    }

    @Override
    public ResultManifest producer(String role) {
        Artifact input = job().input(role);
        String key = StoreKeys.resultManifest(input.fingerprint());
        ResultManifest manifest = services.results
                .manifest(input.fingerprint())
                .orElseThrow(() -> new CorruptObjectException(Damage.MISSING, key, "is not in the store"));
        if (!manifest.parts().contains(input)) {
            throw new CorruptObjectException(
                            Damage.WRONG_DIGEST,
                            key,
                            "does not list " + input.part() + " with SHA-256 " + input.sha256())
                    .with("publish the request again to use the stored result");
        }
        return manifest;
    }

    @Override
    public Path dataset(DatasetRef dataset) {
        return services.datasets.fetch(dataset);
    }

    @Override
    public DatasetManifest datasetManifest(DatasetRef dataset) {
        return services.datasets.manifest(dataset);
    }

    @Override
    public Optional<Path> latestCheckpoint() {
        Optional<Checkpoint> latest =
                services.checkpoints.latest(job().fingerprint(), scratch, damaged -> corruptCheckpoints++);
        latest.map(Checkpoint::manifest).ifPresent(manifest -> {
            secondsBefore = manifest.seconds();
            corruptCheckpoints += manifest.refused();
            committed = Optional.of(manifest.position());
        });
        return latest.map(Checkpoint::state);
    }

    @Override
    public void checkpoint(int epoch, Progress progress, StateWriter state) {
        commit(CheckpointPosition.afterEpoch(epoch), progress, state);
        PipelineMeters.epoch(stage(), Duration.ofNanos(System.nanoTime() - epochStarted));
        epochStarted = System.nanoTime();
        events.epoch(progress);
        stopReason().ifPresent(this::stop);
    }

    @Override
    public void progress(Progress progress) {
        stopReason().ifPresent(this::stop);
        publish(progress);
    }

    @Override
    public void progress(Progress progress, CheckpointPosition position, StateWriter state) {
        Optional<Reason> reason = stopReason();
        boolean due = System.nanoTime() - lastCheckpoint
                >= services.config.checkpointEvery().toNanos();
        if (reason.map(RunningJob::isResumed).orElse(due)
                && committed.filter(position::equals).isEmpty()) {
            commit(position, progress, state);
        }
        reason.ifPresent(this::stop);
        publish(progress);
    }

    /** Whether the job will be resumed, by this or another worker. */
    private static boolean isResumed(Reason reason) {
        return reason == Reason.SHUTDOWN || reason == Reason.PAUSED;
    }

    private Stage stage() {
        return job().spec().stage();
    }

    private void publish(Progress progress) {
        PipelineMeters.rate(stage(), progress.imagesPerSecond());
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            events.progress(progress);
        }
    }

    private void commit(CheckpointPosition position, Progress progress, StateWriter writer) {
        Path state = scratch.resolve("state-" + position + ".safetensors");
        lastCheckpoint = System.nanoTime();
        try {
            writer.write(state);
            services.checkpoints.commit(state, describe(position, state), renewer.claim());
            PipelineMeters.checkpoint(stage(), Files.size(state), Duration.ofNanos(System.nanoTime() - lastCheckpoint));
            committed = Optional.of(position);
            renewer.claim().forgive();
            renewer.claim().renew();
            events.checkpointed(progress);
        } catch (StoreUnavailableException e) {
            LOG.warnf(
                    "experiment=%s job=%s attempt=%d checkpoint=%s skipped: %s",
                    job().experiment(), job().node(), attempt(), position, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + position + " cannot be written", e);
        } finally {
            delete(state);
        }
    }

    private static void delete(Path state) {
        try {
            Files.deleteIfExists(state);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete from the scratch directory", e);
        }
    }

    private CheckpointManifest describe(CheckpointPosition position, Path state) throws IOException {
        return new CheckpointManifest(
                SchemaVersion.VERSION,
                job().fingerprint(),
                position.epoch(),
                position.step(),
                Digests.sha256(state),
                Files.size(state),
                seconds(),
                corruptCheckpoints,
                services.clock.instant(),
                services.worker);
    }

    private Optional<Reason> stopReason() {
        if (renewer.isLost()) {
            return Optional.of(Reason.FENCED);
        }
        if (shutdown.getAsBoolean()) {
            return Optional.of(Reason.SHUTDOWN);
        }
        if (services.control.isCancelled(job().experiment())) {
            return Optional.of(Reason.CANCELLED);
        }
        return services.control.isPaused(job().experiment()) ? Optional.of(Reason.PAUSED) : Optional.empty();
    }

    private void stop(Reason reason) {
        if (isResumed(reason)) {
            renewer.claim().forgive();
        }
        throw new JobStoppedException(reason);
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    /** Commits the result of the work. */
    ResultManifest commit(JobResult result) {
        Map<String, Double> metrics = new HashMap<>(result.metrics());
        metrics.putIfAbsent(ResultManifest.SECONDS, seconds());
        if (corruptCheckpoints > 0) {
            metrics.put(ResultManifest.REFUSED_CHECKPOINTS, (double) corruptCheckpoints);
        }
        return services.results.commit(
                job(),
                result.parts(),
                metrics,
                result.alarms(),
                services.clock.instant(),
                services.worker,
                renewer.claim());
    }
}
