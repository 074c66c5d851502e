package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.redoubt.api.Pretexts;
import io.redoubt.api.Require;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.Recipe;
import io.redoubt.api.request.Threat;
import io.redoubt.api.request.Training;

/**
 * Self-supervised pretraining of a trunk on the training images. Result: {@code model.safetensors}.
 *
 * @param dataset the images; labels are not used
 * @param model the network
 * @param task the pretext task
 * @param training standard (P2) or adversarial (P3)
 * @param threat the adversary's ball
 * @param recipe how it is trained
 * @param seed all randomness follows from it
 */
public record PretrainSpec(
        DatasetRef dataset, ModelSpec model, String task, Training training, Threat threat, Recipe recipe, long seed)
        implements JobSpec {

    public PretrainSpec {
        Require.present("dataset", dataset);
        Require.present("model", model);
        Pretexts.require("task", task);
        Require.present("training", training);
        Require.present("threat", threat);
        Require.present("recipe", recipe);
    }

    /** The work queue among those of the pretext services. */
    @JsonIgnore
    public String queue() {
        return task;
    }

    @Override
    public Stage stage() {
        return Stage.PRETRAIN;
    }
}
