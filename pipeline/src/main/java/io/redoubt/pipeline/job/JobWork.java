package io.redoubt.pipeline.job;

import io.redoubt.api.job.Job;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;

/**
 * What a service does for one kind of job. Called on the worker's thread, one job at a time.
 *
 * @param <S> the kind of job
 */
public interface JobWork<S extends JobSpec> {

    /** The kind of job. */
    Class<S> specType();

    /**
     * Runs the job from {@link JobContext#latestCheckpoint}. It should report {@link JobContext#progress} often: the
     * job can be stopped only there.
     *
     * @throws IllegalArgumentException if no attempt can succeed, because the spec or an input is invalid
     * @throws JobStoppedException from the context; must propagate
     * @throws Exception if another attempt may succeed
     */
    JobResult run(S spec, JobContext context) throws Exception;

    /**
     * Called after the result is committed and before the event is published. Called again when the same job is queued
     * again, so it must be idempotent.
     *
     * @param reader reads the result's parts
     */
    default void published(Job job, ResultManifest manifest, ResultReader reader) {}
}
