package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.OptionalDouble;

/**
 * One self-supervised pretraining run.
 *
 * @param id names the run in this request; fine-tuning entries refer to it
 * @param task the pretext task, or several that share the trunk
 * @param training standard (P2) or adversarial (P3)
 * @param diversity weight of the diversity term (paper section 3.3), in [0, 100]; 0 leaves it out. Absent but where
 *     several tasks are trained adversarially
 * @param recipe how it is trained
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
            throw new InvalidFieldException("id", "'none' means no pretraining; choose another name");
        }
        Require.present("task", task);
        Require.present("training", training);
        diversity = task.diversity(training, diversity);
        Require.present("recipe", recipe);
    }
}
