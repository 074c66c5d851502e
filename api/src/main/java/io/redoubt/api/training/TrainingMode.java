package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** The images on which the loss is computed. */
public enum TrainingMode implements WireNamed {
    /** Clean images: P2 in pretraining, F1 and F3 in fine-tuning. */
    @JsonProperty("standard")
    STANDARD,
    /** Adversarial images: P3 in pretraining, F2 and F4 in fine-tuning. */
    @JsonProperty("adversarial")
    ADVERSARIAL;
}
