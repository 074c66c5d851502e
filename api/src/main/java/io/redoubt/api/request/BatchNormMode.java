package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which statistics batch normalisation uses, while adversarial examples are made or in a trunk that is frozen. */
public enum BatchNormMode {
    /** The running statistics; they stay as they are. */
    @JsonProperty("eval")
    EVAL,
    /** The batch's own, and every forward pass moves the running statistics, as in the attacks of the paper's code. */
    @JsonProperty("train")
    TRAIN
}
