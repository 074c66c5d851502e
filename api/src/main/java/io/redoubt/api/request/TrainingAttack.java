package io.redoubt.api.request;

import io.redoubt.api.Require;

/**
 * The adversary inside training: PGD in the threat's ball from a uniform random start, or from one near the image in TRADES.
 *
 * @param steps gradient steps
 * @param step length of a step, in pixel space
 * @param batchNorm batch-norm mode while the examples are made
 */
public record TrainingAttack(int steps, Radius step, BatchNormMode batchNorm) {

    public TrainingAttack {
        Require.between("steps", steps, 1, 1000);
        Require.present("step", step);
        Require.present("batchNorm", batchNorm);
    }
}
