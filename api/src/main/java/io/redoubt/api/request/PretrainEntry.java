package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import java.util.OptionalDouble;

/**
 * One self-supervised pretraining run.
 *
 * @param id id of the run, to which fine-tuning entries refer
 * @param task the pretext task, or several that share the trunk
 * @param training standard (P2) or adversarial (P3)
 * @param diversity weight of the diversity term (paper section 3.3), in [0, 100]; 0 disables it. Present only if
 *     several tasks are trained adversarially
 * @param recipe the hyper-parameters of training
 */
public record PretrainEntry(
        String id,
        PretextTaskNames task,
        TrainingMode training,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble diversity,
        Recipe recipe) {

    public PretrainEntry {
        Ids.require("id", id);
        if (id.equals(FinetuneEntry.NONE)) {
            throw new InvalidFieldException("id", "'none' is reserved for models without pretraining; use another id");
        }
        Require.present("task", task);
        Require.present("training", training);
        diversity = task.diversity(training, diversity);
        Require.present("recipe", recipe);
    }
}
