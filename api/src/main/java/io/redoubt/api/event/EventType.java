package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The types of job event, in the order of the life cycle. */
public enum EventType {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("started")
    STARTED,
    /** Progress of a running job; at most one per second. */
    @JsonProperty("progress")
    PROGRESS,
    /** An epoch has ended; its metrics are final. */
    @JsonProperty("epoch")
    EPOCH,
    @JsonProperty("checkpointed")
    CHECKPOINTED,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    /** Stopped because its experiment was cancelled or paused; its checkpoints remain in the store. */
    @JsonProperty("cancelled")
    CANCELLED
}
