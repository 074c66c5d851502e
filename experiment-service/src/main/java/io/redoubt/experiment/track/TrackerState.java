package io.redoubt.experiment.track;

import java.util.Optional;

/** What the tracker knows before it handles an input. */
public interface TrackerState {

    /** The accepted experiment of that id. */
    Optional<Experiment> experiment(String id);

    /** The job of that fingerprint, if it is in a queue or with a worker. */
    Optional<SharedJob> job(String fingerprint);
}
