package io.redoubt.core.train;

import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;

/** What the weights are moved to lower, and the adversary that raises it. */
public interface TrainingLoss {
    /**
     * Defines {@code step_loss(w: List[Tensor], inputs: List[Tensor], t: Tensor) -> Tensor}: the loss of one step, a
     * scalar. The inputs are batches (B,C,H,W) with the same targets {@code t}: those that {@link LossInputs} names, the
     * adversarial one first.
     *
     * @param modes the batch-norm modes of the forward passes
     */
    void define(ScriptSource source, BatchNormModes modes);

    /** The adversary of training: as a rule PGD on the objective's own loss, from a uniform start. */
    default TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, modes);
    }
}
