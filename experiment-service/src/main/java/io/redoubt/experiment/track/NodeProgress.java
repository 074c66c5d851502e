package io.redoubt.experiment.track;

import io.redoubt.api.Require;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import java.util.List;

/**
 * Where one node of a plan stands.
 *
 * @param state where it stands
 * @param fingerprint its job; empty until its inputs exist
 * @param parts what the job made; empty until it has succeeded
 */
public record NodeProgress(JobState state, String fingerprint, List<Artifact> parts) {

    /** Not queued. */
    public static final NodeProgress WAITING = new NodeProgress(JobState.WAITING, "", List.of());

    public NodeProgress {
        Require.present("state", state);
        fingerprint = fingerprint == null ? "" : fingerprint;
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    static NodeProgress of(JobState state, String fingerprint) {
        return new NodeProgress(state, fingerprint, List.of());
    }

    /** The same job in another state, without a result. */
    NodeProgress now(JobState next) {
        return of(next, fingerprint);
    }

    /** Whether its job is in a queue or with a worker. */
    boolean inFlight() {
        return state == JobState.QUEUED || state == JobState.RUNNING;
    }
}
