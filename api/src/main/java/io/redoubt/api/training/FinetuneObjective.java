package io.redoubt.api.training;

import io.redoubt.api.Require;

/**
 * The objective of fine-tuning. In a request these fields are written directly in the finetune entry.
 *
 * @param loss of adversarial training; standard training minimises the cross entropy of the clean images
 * @param beta weight of the divergence in TRADES, in [0, 1000]; 6 in the original
 * @param labelSmoothing fraction of each label that is spread evenly over all classes in the training loss, in [0,
 *     0.5]; adversaries maximise the loss without smoothing
 */
public record FinetuneObjective(AdversarialLoss loss, double beta, double labelSmoothing) {

    public FinetuneObjective {
        Require.present("loss", loss);
        Require.between("beta", beta, 0, 1000);
        Require.between("labelSmoothing", labelSmoothing, 0, 0.5);
    }
}
