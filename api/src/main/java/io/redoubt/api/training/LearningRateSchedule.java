package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The learning-rate schedules; {@link LearningRateDecay} has their parameters. */
public enum LearningRateSchedule {
    /** Half a cosine from the learning rate to the floor, updated at every step. */
    @JsonProperty("cosine")
    COSINE,
    /** Multiplied by the factor after each drop. The paper's fine-tuning uses 0.1 after 60 % and 80 %. */
    @JsonProperty("step")
    STEP,
    /**
     * Rises linearly from the floor to the learning rate in the first half of the training, and falls linearly back in the
     * second; updated at every step (the cyclic rate of fast adversarial training, Wong et al. 2020).
     */
    @JsonProperty("one-cycle")
    ONE_CYCLE,
    /** Constant. */
    @JsonProperty("constant")
    CONSTANT
}
