package io.redoubt.api.training;

import io.redoubt.api.Require;

/**
 * The objective of fine-tuning. In a request these fields are written directly in the finetune entry.
 *
 * @param loss of adversarial training; standard training minimises the cross entropy of the clean images
 * @param beta of TRADES: weight of the divergence, in [0, 1000]; 6 in its original
 * @param labelSmoothing share of each label that is spread evenly over all classes in the loss of the weights, in
 *     [0, 0.5]; adversaries raise the plain loss
 */
public record FinetuneObjective(AdversarialLoss loss, double beta, double labelSmoothing) {

    public FinetuneObjective {
        Require.present("loss", loss);
        Require.between("beta", beta, 0, 1000);
        Require.between("labelSmoothing", labelSmoothing, 0, 0.5);
    }
}
