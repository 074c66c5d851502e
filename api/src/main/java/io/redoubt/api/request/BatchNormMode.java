package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which statistics batch normalisation uses while adversarial examples are made for training. */
public enum BatchNormMode {
    /** The running statistics; they stay as they are. */
    @JsonProperty("eval")
    EVAL,
    /** The batch's own, and every attack step moves the running statistics, as in the paper's released code. */
    @JsonProperty("train")
    TRAIN
}
