package io.redoubt.pipeline.job;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline as a running job sees it. Confined to the job's thread.
 *
 * <p>Methods that use the store throw {@link io.redoubt.pipeline.store.StoreUnavailableException} if it is unavailable
 * and {@link io.redoubt.pipeline.store.CorruptObjectException} if an object differs from what was committed; both
 * should propagate.
 */
public interface JobContext {

    /** The job. */
    Job job();

    /** Attempts since the job last made progress, including this one. */
    int attempt();

    /** An empty directory, deleted when the attempt ends. */
    Path scratch();

    /** The roles that have an input. */
    Set<String> roles();

    /** The input of a role, as a local file, which must not be modified. */
    Path input(String role);

    /** The manifest of the job that produced the input of a role. */
    ResultManifest producer(String role);

    /** A data set's {@code data.safetensors}, as a local file, which must not be modified. */
    Path dataset(DatasetRef dataset);

    /** A data set's manifest. */
    DatasetManifest datasetManifest(DatasetRef dataset);

    /** The state of the newest intact checkpoint, as a local file; empty if the job starts from scratch. */
    Optional<Path> latestCheckpoint();

    /**
     * Commits the state after an epoch and publishes the epoch's event. If the store is unavailable the checkpoint is
     * skipped.
     *
     * @param epoch completed epochs
     * @param progress the job's progress, with the epoch's metrics
     * @param state writes the state
     * @throws JobStoppedException if the job must stop; the checkpoint is committed if this worker still holds the
     *     claim
     */
    void checkpoint(int epoch, Progress progress, StateWriter state);

    /**
     * Publishes the job's progress, at most once a second.
     *
     * @throws JobStoppedException if the job must stop
     */
    void progress(Progress progress);

    /**
     * Reports progress of a job that can resume from here: the state is committed if the job must stop, or if the last
     * checkpoint is older than {@code redoubt.queue.checkpoint-every}.
     *
     * @param position the job's position, which never decreases
     * @param state writes the state; called only if the state is committed
     * @throws JobStoppedException if the job must stop; its state is committed unless the job is cancelled or another
     *     worker has taken it over
     */
    void progress(Progress progress, CheckpointPosition position, StateWriter state);
}
