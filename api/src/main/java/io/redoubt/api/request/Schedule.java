package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate falls during training. */
public enum Schedule {
    /** Half a cosine, from the learning rate to nothing, moved at every step. */
    @JsonProperty("cosine")
    COSINE,
    /** Divided by ten after 60 % and after 80 % of the epochs (the paper's fine-tuning). */
    @JsonProperty("step")
    STEP,
    /** Unchanged. */
    @JsonProperty("constant")
    CONSTANT
}
