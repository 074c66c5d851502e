package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** The weights that fine-tuning updates. */
public enum FinetuneScope implements WireNamed {
    /** Stage 4 and the linear layer; the trunk is frozen (F1, F2). */
    @JsonProperty("partial")
    PARTIAL,
    /** All weights (F3, F4). */
    @JsonProperty("full")
    FULL;
}
