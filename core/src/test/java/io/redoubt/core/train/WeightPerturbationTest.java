package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.toy.WeightPerturbation;
import org.junit.jupiter.api.Test;

/** A loss can choose the point at which the gradient is taken; the weights themselves take the step. */
class WeightPerturbationTest {
    @Test
    void gradientIsTakenAtThePerturbedWeightsAfterTheWarmUp() {
        TrainingLoss loss = new WeightPerturbation(new ObjectiveLoss(LossInputs.CLEAN), 0.5, 1);

        // The gradient of w*w is 2w; perturbed by half of its length, w is 1.5 times as far from 0.
        assertThat(stepFrom3(loss, 0)).isCloseTo(3 - 0.1 * 2 * 3, within(1e-6));
        assertThat(stepFrom3(loss, 1)).isCloseTo(3 - 0.1 * 2 * 4.5, within(1e-6));
    }

    private static double stepFrom3(TrainingLoss loss, int epochs) {
        return SgdTest.minimiseSquare(loss, new Sgd(0, false, 0), 1, epochs);
    }
}
