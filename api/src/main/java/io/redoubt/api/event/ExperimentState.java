package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** Where an experiment stands. */
public enum ExperimentState implements WireNamed {
    /** The request was refused; the status says why. */
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("succeeded")
    SUCCEEDED;

    /** Whether nothing more will happen unless the request is published again. */
    public boolean ended() {
        return this != RUNNING && this != PAUSED;
    }
}
