package io.redoubt.experiment.track;

import java.util.Optional;

/** The state of the tracker. */
public interface TrackerState {

    /** Returns the accepted experiment with the given id. */
    Optional<Experiment> experiment(String id);

    /** Returns the job with the given fingerprint, if it is queued or running. */
    Optional<InFlightJob> job(String fingerprint);
}
