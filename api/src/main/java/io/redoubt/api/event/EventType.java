package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The steps in a job's life. */
public enum EventType {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("started")
    STARTED,
    /** Within an epoch, every few seconds. */
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
    /** Given up because its experiment is cancelled or paused; its checkpoints stay. */
    @JsonProperty("cancelled")
    CANCELLED
}
