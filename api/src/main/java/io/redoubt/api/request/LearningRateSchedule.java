package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate moves during training; {@link LearningRateDecay} says how far. */
public enum LearningRateSchedule {
    /** Half a cosine, from the learning rate to the floor, moved at every step. */
    @JsonProperty("cosine")
    COSINE,
    /** Multiplied by the factor after each drop: by a tenth after 60 % and after 80 % in the paper's fine-tuning. */
    @JsonProperty("step")
    STEP,
    /**
     * A triangle, moved at every step: from the floor in a straight line to the learning rate at half of the training, and
     * back (the cyclic rate of fast adversarial training, Wong et al. 2020).
     */
    @JsonProperty("one-cycle")
    ONE_CYCLE,
    /** Unchanged. */
    @JsonProperty("constant")
    CONSTANT
}
