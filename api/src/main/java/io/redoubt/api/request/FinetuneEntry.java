package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * One fine-tuning run for the downstream labels.
 *
 * @param from id of the pretraining run whose trunk it starts from, or {@code none} (P1)
 * @param scope partial (F1, F2) or full (F3, F4)
 * @param training standard (F1, F3) or adversarial (F2, F4)
 * @param frozenBatchNorm batch-norm mode of the trunk while it is frozen, in partial fine-tuning
 * @param objective what is minimised
 * @param recipe how it is trained
 */
public record FinetuneEntry(
        String from,
        FinetuneScope scope,
        TrainingMode training,
        BatchNormMode frozenBatchNorm,
        FinetuneObjective objective,
        Recipe recipe) {

    /** {@link #from} of a model that starts from random weights. */
    public static final String NONE = "none";

    public FinetuneEntry {
        Ids.require("from", from);
        Require.present("scope", scope);
        Require.present("training", training);
        Require.present("frozenBatchNorm", frozenBatchNorm);
        Require.present("objective", objective);
        Require.present("recipe", recipe);
    }

    /** The model's name, {@code <from>/<scope>-<training>}. */
    public String subject() {
        return from + "/" + scope.wireName() + "-" + training.wireName();
    }

    /** Whether it starts from random weights (P1). */
    public boolean fromScratch() {
        return from.equals(NONE);
    }
}
