package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import java.util.OptionalDouble;

/**
 * Self-supervised pretraining of a trunk on the training images. Result: {@code model.safetensors}.
 *
 * @param dataset the images; labels are not used
 * @param model the network
 * @param task the pretext task, or several that share the trunk
 * @param training standard (P2) or adversarial (P3)
 * @param diversity weight of the diversity term; present only if several tasks are trained adversarially
 * @param threat the perturbation set
 * @param recipe the hyper-parameters of training
 * @param seed seed of all randomness
 */
public record PretrainSpec(
        DatasetRef dataset,
        ModelSpec model,
        PretextTaskNames task,
        TrainingMode training,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble diversity,
        Threat threat,
        Recipe recipe,
        long seed)
        implements JobSpec {

    public PretrainSpec {
        Require.present("dataset", dataset);
        Require.present("model", model);
        Require.present("task", task);
        Require.present("training", training);
        diversity = task.diversity(training, diversity);
        Require.present("threat", threat);
        Require.present("recipe", recipe);
    }

    @Override
    public String queue() {
        return Topics.pretrain(task.name());
    }

    @Override
    public Stage stage() {
        return Stage.PRETRAIN;
    }
}
