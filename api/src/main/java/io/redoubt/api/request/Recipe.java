package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * How one model is trained. In a request these fields stand directly in the pretrain or finetune entry; what an entry
 * leaves out comes from the request's {@code defaults}, then from its preset.
 *
 * @param epochs passes over the training images
 * @param batch images in a step
 * @param learningRate peak learning rate
 * @param momentum of stochastic gradient descent
 * @param nesterov whether the momentum looks ahead
 * @param weightDecay L2 penalty on all parameters
 * @param schedule how the learning rate moves
 * @param decay how far and when it falls
 * @param warmupSteps steps over which the learning rate first rises linearly
 * @param augmentation how training images are varied
 * @param attack the adversary of adversarial training; also gives the step length for model selection
 * @param averaging the average of the weights that is selected and stored
 * @param holdout share of the training set kept aside for model selection, in [0.01, 0.5]
 * @param selectionSteps PGD steps of the robust accuracy on held-out images, which selects the best epoch of
 *     adversarial training
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
                    "decay.floor", decay.floor() + " is above learningRate " + learningRate + "; use that or less");
        }
        if (nesterov && momentum == 0) {
            throw new InvalidFieldException("nesterov", "needs momentum above 0; set momentum or nesterov: false");
        }
    }
}
