package io.redoubt.experiment.ui;

import io.redoubt.api.Plural;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.experiment.overview.ExperimentSummary;
import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.view.AttemptSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A job on the page of its experiment.
 *
 * @param number its place in the plan, from 0
 * @param job the job
 * @param experiment state of its experiment
 */
public record JobRow(int number, JobOverview job, ExperimentState experiment) {

    private static final int MAX_NAMED = 2;

    /** Returns the status of the job. */
    public JobStatus status() {
        return job.status();
    }

    /** Returns whether the job runs, waits for a worker or has failed. */
    public boolean isActive() {
        JobState state = status().state();
        return state == JobState.RUNNING || state == JobState.QUEUED || state == JobState.FAILED;
    }

    /** Returns the attempts, the latest first. */
    public List<AttemptSummary> attempts() {
        List<AttemptSummary> attempts = job.history().attempts();
        return IntStream.rangeClosed(1, attempts.size())
                .mapToObj(back -> attempts.get(attempts.size() - back))
                .toList();
    }

    /** Returns the latest attempt. */
    public Optional<AttemptSummary> latest() {
        return job.history().latest();
    }

    /** Returns the progress of the job if it runs. */
    public Optional<Progress> progress() {
        return status().state() == JobState.RUNNING ? job.history().progress() : Optional.empty();
    }

    /** Returns the finished share of a running job, in [0, 1). */
    public double fraction() {
        return progress().map(ExperimentSummary::fraction).orElse(0.0);
    }

    /** Returns what the job waits for, or why it has no result; empty if there is nothing to say. */
    public String note() {
        if (!status().message().isEmpty()) {
            String own = status().node() + ": ";
            return status().message().startsWith(own) ? status().message().substring(own.length()) : status().message();
        }
        return switch (status().state()) {
            case WAITING -> waiting();
            case QUEUED ->
                status().experiment().isEmpty()
                        ? "waits for a worker of " + status().queue()
                        : "waits in the queue for another experiment";
            case RUNNING -> status().experiment().isEmpty() ? "" : "runs in another experiment";
            case SUCCEEDED -> status().experiment().isEmpty() ? "" : "computed in another experiment";
            default -> "";
        };
    }

    private String waiting() {
        if (experiment == ExperimentState.PAUSED) {
            return "the experiment is paused";
        }
        List<String> unfinished = job.unfinished();
        if (unfinished.isEmpty()) {
            return "";
        }
        String named = String.join(", ", unfinished.subList(0, Math.min(MAX_NAMED, unfinished.size())));
        int others = unfinished.size() - MAX_NAMED;
        return "waits for " + named + (others > 0 ? " and " + Plural.of(others, "other job") : "");
    }
}
