package io.redoubt.experiment.track;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import java.util.List;

/**
 * The progress of one node of a plan.
 *
 * @param state state of the job
 * @param fingerprint fingerprint of the job; empty until its inputs exist
 * @param parts files of the result; empty until the job has succeeded
 * @param failure the job that failed and its reason, if this is that job or needs its result; otherwise empty
 * @param experiment id of the experiment under which the job runs or ran, if it is another; otherwise empty
 */
public record NodeProgress(
        JobState state,
        String fingerprint,
        List<Artifact> parts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String failure,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String experiment) {

    /** Progress of a node that has not been queued. */
    public static final NodeProgress WAITING = new NodeProgress(JobState.WAITING, "", List.of(), "", "");

    /** The status of an experiment is one record, whose size is limited. */
    private static final int MAX_FAILURE_LENGTH = 500;

    public NodeProgress {
        Require.present("state", state);
        fingerprint = fingerprint == null ? "" : fingerprint;
        parts = parts == null ? List.of() : List.copyOf(parts);
        failure = failure == null ? "" : failure;
        experiment = experiment == null ? "" : experiment;
    }

    /** Returns the progress of a job that is queued or running under {@code experiment}. */
    static NodeProgress inFlight(JobState state, String fingerprint, String experiment) {
        return new NodeProgress(state, fingerprint, List.of(), "", experiment);
    }

    /** Returns the progress of a job that succeeded under {@code experiment}. */
    static NodeProgress succeeded(String fingerprint, List<Artifact> parts, String experiment) {
        return new NodeProgress(JobState.SUCCEEDED, fingerprint, parts, "", experiment);
    }

    /** Returns the same job in another state, without a result. */
    NodeProgress withState(JobState newState) {
        return new NodeProgress(newState, fingerprint, List.of(), "", "");
    }

    /** Returns the same job, failed or, if {@code newFailure} is that of another job, cancelled. */
    NodeProgress withFailure(JobState newState, String newFailure) {
        return new NodeProgress(newState, fingerprint, List.of(), SanitizedText.of(newFailure, MAX_FAILURE_LENGTH), "");
    }

    /** Returns the same progress as seen by {@code viewer}, which does not name itself. */
    NodeProgress seenBy(String viewer) {
        return experiment.equals(viewer) ? new NodeProgress(state, fingerprint, parts, failure, "") : this;
    }

    /** Returns whether the job is queued or running. */
    boolean isInFlight() {
        return state == JobState.QUEUED || state == JobState.RUNNING;
    }

    /** Returns whether the job has succeeded, failed, or will not run. */
    boolean isEnded() {
        return state == JobState.SUCCEEDED || isWithoutResult();
    }

    /** Returns whether the job failed, or will not run because another failed. */
    boolean isWithoutResult() {
        return state == JobState.FAILED || state == JobState.CANCELLED;
    }
}
