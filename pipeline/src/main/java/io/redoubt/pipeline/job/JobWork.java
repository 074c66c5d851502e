package io.redoubt.pipeline.job;

import io.redoubt.api.job.Job;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;

/**
 * What a service does for one kind of job. It is called on the worker's own thread, one job at a time.
 *
 * @param <S> the kind of job
 */
public interface JobWork<S extends JobSpec> {

    /** The kind of job. */
    Class<S> specType();

    /**
     * Does the job. It should call {@link JobContext#progress} often, since only there it can be stopped, and begin at
     * {@link JobContext#latestCheckpoint}.
     *
     * @throws IllegalArgumentException if the job can never be done, because its spec or one of its inputs is wrong
     * @throws JobStoppedException as the context throws it; it must not be caught
     * @throws Exception for anything that may go better next time
     */
    JobResult run(S spec, JobContext context) throws Exception;

    /**
     * Called when the result is committed, before it is announced; again whenever the job is asked for again, so it must
     * bear repetition.
     *
     * @param reader reads the result's parts
     */
    default void published(Job job, ResultManifest manifest, ResultReader reader) {}
}
