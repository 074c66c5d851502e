package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** Which weights fine-tuning moves. */
public enum FinetuneScope implements WireNamed {
    /** Stage 4 and the linear layer; the trunk stays as pretrained (F1, F2). */
    @JsonProperty("partial")
    PARTIAL,
    /** All weights (F3, F4). */
    @JsonProperty("full")
    FULL;
}
