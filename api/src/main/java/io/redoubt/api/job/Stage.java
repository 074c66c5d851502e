package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of job, in the order in which an experiment runs them. */
public enum Stage {
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

    /** As written in messages, metrics and logs. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
