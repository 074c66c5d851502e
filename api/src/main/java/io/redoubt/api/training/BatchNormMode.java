package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The statistics that batch normalisation uses while adversarial examples are generated, or in a frozen trunk. */
public enum BatchNormMode {
    /** The running statistics, which are not updated. */
    @JsonProperty("eval")
    EVAL,
    /** The batch statistics; every forward pass updates the running statistics, as in the attacks of the paper's code. */
    @JsonProperty("train")
    TRAIN
}
