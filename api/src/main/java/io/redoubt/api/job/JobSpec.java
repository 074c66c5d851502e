package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The work of a job. The spec and the digests of the inputs contain everything that changes the result, and nothing else. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PretrainSpec.class, name = "pretrain"),
    @JsonSubTypes.Type(value = FinetuneSpec.class, name = "finetune"),
    @JsonSubTypes.Type(value = AttackSpec.class, name = "attack"),
    @JsonSubTypes.Type(value = DiagnoseSpec.class, name = "diagnose"),
    @JsonSubTypes.Type(value = EvaluateSpec.class, name = "evaluate"),
    @JsonSubTypes.Type(value = TransferSpec.class, name = "transfer"),
    @JsonSubTypes.Type(value = ReportSpec.class, name = "report")
})
public sealed interface JobSpec
        permits PretrainSpec, FinetuneSpec, AttackSpec, DiagnoseSpec, EvaluateSpec, TransferSpec, ReportSpec {

    /** Returns the kind of job. */
    @JsonIgnore
    Stage stage();

    /** The work queue that the job is sent to. */
    @JsonIgnore
    String queue();
}
