package io.redoubt.core.train;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.ScriptSource;

/**
 * The cross entropy of a classifier with smoothed labels, {@code 1 - s} of the label and {@code s} spread evenly over all
 * classes, averaged over the images of the one input. The adversary raises the plain cross entropy.
 *
 * @param smoothing {@code s}, in [0, 0.5]
 */
record SmoothedCrossEntropy(double smoothing) implements TrainingLoss {

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        source.define("step_loss", "w: List[Tensor], inputs: List[Tensor], t: Tensor", "Tensor", """
                logits = self.logits(w, inputs[0], %s)
                return torch.cross_entropy_loss(logits, t, None, 1, -100, %s)
                """.formatted(
                        modes.arguments(), ScriptSource.number(smoothing)));
    }
}
