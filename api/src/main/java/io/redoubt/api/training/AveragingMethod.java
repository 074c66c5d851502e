package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The methods of weight averaging. */
public enum AveragingMethod {
    /** No averaging: the weights themselves are selected and stored. */
    @JsonProperty("none")
    NONE,
    /** Exponential moving average, updated at every step. */
    @JsonProperty("ema")
    EMA,
    /** Stochastic weight averaging (Izmailov et al. 2018): the mean of the weights at the ends of the later epochs. */
    @JsonProperty("swa")
    SWA
}
