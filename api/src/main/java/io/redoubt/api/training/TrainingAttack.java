package io.redoubt.api.training;

import io.redoubt.api.Require;
import io.redoubt.api.attack.Radius;

/**
 * The attack of adversarial training: PGD in the perturbation set, from a uniform random start; in TRADES from a start near
 * the image.
 *
 * @param steps gradient steps
 * @param step step size, in pixel space
 * @param batchNorm batch-norm mode while the examples are generated
 */
public record TrainingAttack(int steps, Radius step, BatchNormMode batchNorm) {

    public TrainingAttack {
        Require.between("steps", steps, 1, 1000);
        Require.present("step", step);
        Require.present("batchNorm", batchNorm);
    }
}
