package io.redoubt.experiment.view;

import io.redoubt.api.Require;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;

/**
 * A job that the tracker has queued and that has not ended.
 *
 * @param fingerprint fingerprint of the job
 * @param queue topic of its work queue
 * @param running whether a worker has started it
 * @param experiment id of the experiment under which it runs
 * @param node name of a node of the job graph that is this job
 */
public record TrackedJob(String fingerprint, String queue, boolean running, String experiment, String node) {

    public TrackedJob {
        Require.present("fingerprint", fingerprint);
        Require.present("queue", queue);
        Require.present("experiment", experiment);
        Require.present("node", node);
    }

    /** @param experiment id of the experiment whose status has the job */
    static TrackedJob of(String experiment, JobStatus job) {
        return new TrackedJob(
                job.fingerprint(),
                job.queue(),
                job.state() == JobState.RUNNING,
                job.experiment().isEmpty() ? experiment : job.experiment(),
                job.node());
    }
}
