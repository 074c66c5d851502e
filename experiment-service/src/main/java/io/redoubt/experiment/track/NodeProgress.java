package io.redoubt.experiment.track;

import io.redoubt.api.Require;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import java.util.List;

/**
 * The progress of one node of a plan.
 *
 * @param state state of the job
 * @param fingerprint fingerprint of the job; empty until its inputs exist
 * @param parts files of the result; empty until the job has succeeded
 */
public record NodeProgress(JobState state, String fingerprint, List<Artifact> parts) {

    /** Progress of a node that has not been queued. */
    public static final NodeProgress WAITING = new NodeProgress(JobState.WAITING, "", List.of());

    public NodeProgress {
        Require.present("state", state);
        fingerprint = fingerprint == null ? "" : fingerprint;
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    static NodeProgress of(JobState state, String fingerprint) {
        return new NodeProgress(state, fingerprint, List.of());
    }

    /** Returns the same job in another state, without a result. */
    NodeProgress withState(JobState newState) {
        return of(newState, fingerprint);
    }

    /** Returns whether the job is queued or running. */
    boolean isInFlight() {
        return state == JobState.QUEUED || state == JobState.RUNNING;
    }
}
