package io.redoubt.pipeline.job;

import io.redoubt.api.Schema;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.Checkpoint;
import io.redoubt.pipeline.artifact.CheckpointManifest;
import io.redoubt.pipeline.job.JobStoppedException.Reason;
import io.redoubt.pipeline.store.DamagedObjectException;
import io.redoubt.pipeline.store.DamagedObjectException.Damage;
import io.redoubt.pipeline.store.Digests;
import io.redoubt.pipeline.store.StoreKeys;
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

/** A job at work, from its claim to its committed result. */
final class RunningJob implements JobContext {

    private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    private final JobServices services;
    private final JobEvents events;
    private final ClaimKeeper keeper;
    private final BooleanSupplier stopping;
    private final Path scratch;
    private final long started = System.nanoTime();
    private double secondsBefore;
    private long lastProgress = started - PROGRESS_NANOS;

    RunningJob(JobServices services, JobEvents events, ClaimKeeper keeper, BooleanSupplier stopping, Path scratch) {
        this.services = services;
        this.events = events;
        this.keeper = keeper;
        this.stopping = stopping;
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
        return services.cache.fetch(StoreKeys.resultPart(input), input.sha256(), input.bytes());
    }

    @Override
    public ResultManifest producer(String role) {
        String fingerprint = job().input(role).fingerprint();
        return services.results
                .manifest(fingerprint)
                .orElseThrow(() -> new DamagedObjectException(
                        Damage.MISSING, StoreKeys.resultManifest(fingerprint), "is not in the store"));
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
        Optional<Checkpoint> latest = services.checkpoints.latest(job().fingerprint(), scratch);
        secondsBefore =
                latest.map(checkpoint -> checkpoint.manifest().seconds()).orElse(0.0);
        return latest.map(Checkpoint::state);
    }

    @Override
    public void checkpoint(int epoch, Progress progress, StateWriter writer) {
        Path state = scratch.resolve("state-" + epoch + ".safetensors");
        try {
            writer.write(state);
            services.checkpoints.commit(state, describe(epoch, state), keeper.claim());
            keeper.claim().forgive();
            keeper.claim().renew();
            Files.delete(state);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint of epoch " + epoch + " cannot be written", e);
        }
        events.checkpointed(progress);
        requireGoingOn();
    }

    private CheckpointManifest describe(int epoch, Path state) throws IOException {
        return new CheckpointManifest(
                Schema.VERSION,
                job().fingerprint(),
                epoch,
                Digests.sha256(state),
                Files.size(state),
                seconds(),
                services.clock.instant(),
                services.worker);
    }

    @Override
    public void progress(Progress progress) {
        requireGoingOn();
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            events.progress(progress);
        }
    }

    private void requireGoingOn() {
        if (keeper.isLost()) {
            throw new JobStoppedException(Reason.FENCED);
        }
        if (stopping.getAsBoolean()) {
            keeper.claim().forgive();
            throw new JobStoppedException(Reason.SHUTDOWN);
        }
        if (services.control.isCancelled(job().experiment())) {
            throw new JobStoppedException(Reason.CANCELLED);
        }
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    /** Commits what the work has made. */
    ResultManifest commit(JobResult result) {
        Map<String, Double> metrics = new HashMap<>(result.metrics());
        metrics.putIfAbsent(ResultManifest.SECONDS, seconds());
        return services.results.commit(
                job(), result.parts(), metrics, services.clock.instant(), services.worker, keeper.claim());
    }
}
