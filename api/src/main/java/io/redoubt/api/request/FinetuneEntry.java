package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;

/**
 * One fine-tuning run, on the labels of the data set.
 *
 * @param from id of the pretraining run whose trunk it starts from, or {@code none} (P1)
 * @param scope partial (F1, F2) or full (F3, F4)
 * @param training standard (F1, F3) or adversarial (F2, F4)
 * @param frozenBatchNorm batch-norm mode of the frozen trunk in partial fine-tuning
 * @param objective the loss to minimise
 * @param recipe the hyper-parameters of training
 */
public record FinetuneEntry(
        String from,
        FinetuneScope scope,
        TrainingMode training,
        BatchNormMode frozenBatchNorm,
        FinetuneObjective objective,
        Recipe recipe) {

    /** Value of {@link #from} for random initial weights. */
    public static final String NONE = "none";

    public FinetuneEntry {
        Ids.require("from", from);
        Require.present("scope", scope);
        Require.present("training", training);
        Require.present("frozenBatchNorm", frozenBatchNorm);
        Require.present("objective", objective);
        Require.present("recipe", recipe);
    }

    /** Returns the name of the model, {@code <from>/<scope>-<training>}. */
    public String subject() {
        return from + "/" + scope.wireName() + "-" + training.wireName();
    }

    /** Returns whether the run starts from random weights (P1). */
    public boolean fromScratch() {
        return from.equals(NONE);
    }
}
