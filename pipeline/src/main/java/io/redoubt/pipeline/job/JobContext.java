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
 * What a running job sees of the pipeline. Used by the job's thread alone.
 *
 * <p>All methods that reach the store throw {@link io.redoubt.pipeline.store.StoreUnavailableException} when it cannot be
 * reached and {@link io.redoubt.pipeline.store.CorruptObjectException} when it holds something else than was committed;
 * neither needs to be caught.
 */
public interface JobContext {

    /** The job. */
    Job job();

    /** How often the job was begun since it last came forward, this time included. */
    int attempt();

    /** An empty folder of this run; gone when the job ends. */
    Path scratch();

    /** The roles that have an input. */
    Set<String> roles();

    /** The input of a role, as a local file that must not be changed. */
    Path input(String role);

    /** The manifest of the job that made the input of a role. */
    ResultManifest producer(String role);

    /** A data set's {@code data.safetensors}, as a local file that must not be changed. */
    Path dataset(DatasetRef dataset);

    /** What a data set says of itself. */
    DatasetManifest datasetManifest(DatasetRef dataset);

    /** The state of the newest intact checkpoint, as a local file; nothing if the job begins anew. */
    Optional<Path> latestCheckpoint();

    /**
     * Commits the state after an epoch and tells of it. While the store cannot be reached the job goes on without.
     *
     * @param epoch epochs that are done
     * @param progress how far the job has come, with the epoch's metrics
     * @param state writes the state
     * @throws JobStoppedException if the job is to stop now; the checkpoint is committed if the job is still this worker's
     */
    void checkpoint(int epoch, Progress progress, StateWriter state);

    /**
     * Tells how far the job has come, about once a second however often it is called.
     *
     * @throws JobStoppedException if the job is to stop now
     */
    void progress(Progress progress);

    /**
     * The same for a job that can go on from here: its state is committed if the job is to stop, or if the last checkpoint
     * is older than {@code redoubt.queue.checkpoint-every}.
     *
     * @param position where the job stands; grows from call to call or stays
     * @param state writes the state; called only if it is wanted
     * @throws JobStoppedException if the job is to stop now; unless it is cancelled or no longer this worker's, its state is
     *     committed
     */
    void progress(Progress progress, CheckpointPosition position, StateWriter state);
}
