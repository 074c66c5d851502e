package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** The state of a job in an experiment. */
public enum JobState implements WireNamed {
    /** Its inputs do not exist yet. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    /** The experiment was cancelled, or a job whose result it needs failed. */
    @JsonProperty("cancelled")
    CANCELLED
}
