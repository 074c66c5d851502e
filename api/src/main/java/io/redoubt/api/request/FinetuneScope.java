package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The weights that fine-tuning updates. */
public enum FinetuneScope {
    /** Stage 4 and the linear layer; the trunk is frozen (F1, F2). */
    @JsonProperty("partial")
    PARTIAL,
    /** All weights (F3, F4). */
    @JsonProperty("full")
    FULL;

    /** As written in requests and in the names of models. */
    public String wireName() {
        return this == PARTIAL ? "partial" : "full";
    }
}
