package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** What the loss is taken on. */
public enum TrainingMode implements WireNamed {
    /** Clean images: P2 in pretraining, F1 and F3 in fine-tuning. */
    @JsonProperty("standard")
    STANDARD,
    /** Images moved by the adversary: P3 in pretraining, F2 and F4 in fine-tuning. */
    @JsonProperty("adversarial")
    ADVERSARIAL;
}
