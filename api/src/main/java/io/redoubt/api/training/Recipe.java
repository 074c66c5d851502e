package io.redoubt.api.training;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * The hyper-parameters of training. In a request these fields are written directly in the pretrain or finetune entry;
 * missing fields are taken from the request's {@code defaults}, then from the preset.
 *
 * @param epochs passes over the training images
 * @param batch batch size
 * @param learningRate peak learning rate
 * @param momentum momentum of stochastic gradient descent
 * @param nesterov whether to use Nesterov momentum
 * @param weightDecay L2 penalty on all parameters
 * @param schedule learning-rate schedule
 * @param decay parameters of the schedule
 * @param warmupSteps steps of linear warm-up of the learning rate
 * @param augmentation augmentation of the training images
 * @param attack the attack of adversarial training; its step length is also used for model selection
 * @param averaging the weight average to select and store
 * @param holdout fraction of the training set that is held out for model selection, in [0.01, 0.5]
 * @param selectionSteps PGD steps on the held-out images, whose robust accuracy selects the best epoch of adversarial
 *     training
 */
public record Recipe(
        int epochs,
        int batch,
        double learningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        LearningRateSchedule schedule,
        LearningRateDecay decay,
        int warmupSteps,
        AugmentationPolicy augmentation,
        TrainingAttack attack,
        WeightAveraging averaging,
        double holdout,
        int selectionSteps) {

    public Recipe {
        Require.between("epochs", epochs, 1, 100_000);
        Require.between("batch", batch, 1, 65_536);
        Require.between("learningRate", learningRate, 0, 100);
        Require.between("momentum", momentum, 0, 0.9999);
        Require.between("weightDecay", weightDecay, 0, 1);
        Require.present("schedule", schedule);
        Require.present("decay", decay);
        Require.between("warmupSteps", warmupSteps, 0, 1_000_000);
        Require.present("augmentation", augmentation);
        Require.present("attack", attack);
        Require.present("averaging", averaging);
        Require.between("holdout", holdout, 0.01, 0.5);
        Require.between("selectionSteps", selectionSteps, 1, 1000);
        if (decay.floor() > learningRate) {
            throw new InvalidFieldException(
                    "decay.floor",
                    decay.floor() + " is above learningRate " + learningRate + "; use at most that value");
        }
        if (nesterov && momentum == 0) {
            throw new InvalidFieldException(
                    "nesterov", "is true, but momentum is 0; set momentum above 0, or nesterov to false");
        }
    }
}
