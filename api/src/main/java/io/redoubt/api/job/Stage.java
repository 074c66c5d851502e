package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;

/** The kinds of job, in the order in which an experiment runs them. */
public enum Stage implements WireNamed {
    @JsonProperty("pretrain")
    PRETRAIN,
    @JsonProperty("finetune")
    FINETUNE,
    @JsonProperty("attack")
    ATTACK,
    @JsonProperty("diagnose")
    DIAGNOSE,
    @JsonProperty("evaluate")
    EVALUATE,
    @JsonProperty("transfer")
    TRANSFER,
    @JsonProperty("report")
    REPORT;
}
