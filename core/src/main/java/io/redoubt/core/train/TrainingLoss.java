package io.redoubt.core.train;

import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;

/** The loss that training minimises, and the adversary that maximises it. */
public interface TrainingLoss {
    /**
     * Defines {@link ScriptMethods#STEP_LOSS} in the script of an objective. Its inputs are those that {@link LossInputs}
     * names.
     *
     * @param modes the batch-norm modes of the forward passes
     */
    void define(ScriptSource source, BatchNormModes modes);

    /** The adversary of training: by default PGD on the loss of the objective, from a uniform start. */
    default TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, modes);
    }
}
