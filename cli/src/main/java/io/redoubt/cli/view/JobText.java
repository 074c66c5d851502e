package io.redoubt.cli.view;

import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;

/** Says in one line why a job is in its state, and under which other experiment. */
public final class JobText {

    private JobText() {}

    /** Returns the text; empty if there is nothing to say. */
    public static String of(JobStatus job) {
        if (!job.message().isEmpty()) {
            String own = job.node() + ": ";
            String message = job.message().startsWith(own) ? job.message().substring(own.length()) : job.message();
            return job.state() == JobState.QUEUED ? "waits: " + message : message;
        }
        if (job.experiment().isEmpty()) {
            return "";
        }
        return switch (job.state()) {
            case QUEUED -> "waits in the queue for experiment " + job.experiment();
            case RUNNING -> runsIn(job.experiment());
            default -> "computed in experiment " + job.experiment();
        };
    }

    static String runsIn(String experiment) {
        return "runs in experiment " + experiment;
    }
}
