package io.redoubt.api.job;

import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;

/**
 * Fine-tuning on the labels of the data set. Input {@code trunk}: a pretrained model, absent for P1. Results: {@code
 * model.safetensors}, the epoch selected on held-out images, and {@code last.safetensors}, the last epoch.
 *
 * @param dataset images and labels
 * @param model the network
 * @param scope the weights to train
 * @param training standard or adversarial
 * @param frozenBatchNorm batch-norm mode of a frozen trunk
 * @param objective the loss to minimise
 * @param threat the perturbation set, in training and in model selection
 * @param recipe the hyper-parameters of training
 * @param seed seed of all randomness
 */
public record FinetuneSpec(
        DatasetRef dataset,
        ModelSpec model,
        FinetuneScope scope,
        TrainingMode training,
        BatchNormMode frozenBatchNorm,
        FinetuneObjective objective,
        Threat threat,
        Recipe recipe,
        long seed)
        implements JobSpec {

    public FinetuneSpec {
        Require.present("dataset", dataset);
        Require.present("model", model);
        Require.present("scope", scope);
        Require.present("training", training);
        Require.present("frozenBatchNorm", frozenBatchNorm);
        Require.present("objective", objective);
        Require.present("threat", threat);
        Require.present("recipe", recipe);
    }

    @Override
    public Stage stage() {
        return Stage.FINETUNE;
    }

    @Override
    public String queue() {
        return Topics.FINETUNE;
    }
}
