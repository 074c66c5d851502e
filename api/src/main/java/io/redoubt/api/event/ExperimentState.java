package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** The state of an experiment. */
public enum ExperimentState implements WireNamed {
    /** The request is published, and the tracker has not read it yet. Only REST answers it. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** The request was rejected; the status has the reason. */
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("cancelled")
    CANCELLED,
    /** A job failed, and all others have ended. {@link ExperimentStatus#partlyFailed} tells whether there is a report. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("succeeded")
    SUCCEEDED;

    /** Returns whether the state is final, unless the request is published again. */
    public boolean ended() {
        return this != ACCEPTED && this != RUNNING && this != PAUSED;
    }
}
