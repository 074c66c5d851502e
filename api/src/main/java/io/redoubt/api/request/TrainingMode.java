package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The images on which the loss is computed. */
public enum TrainingMode {
    /** Clean images: P2 in pretraining, F1 and F3 in fine-tuning. */
    @JsonProperty("standard")
    STANDARD,
    /** Adversarial images: P3 in pretraining, F2 and F4 in fine-tuning. */
    @JsonProperty("adversarial")
    ADVERSARIAL;

    /** As written in requests and in the names of models. */
    public String wireName() {
        return this == STANDARD ? "standard" : "adversarial";
    }
}
