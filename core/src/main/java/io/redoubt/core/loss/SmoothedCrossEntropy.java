package io.redoubt.core.loss;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/**
 * The mean cross entropy of a classifier with smoothed labels: {@code 1 - s} for the label plus {@code s} spread evenly over
 * all classes. The adversary maximises the cross entropy without smoothing. On adversarial images it is the loss of Madry
 * et al. (2018).
 *
 * @param inputs clean or adversarial images, not both
 * @param smoothing {@code s}, in [0, 0.5]
 */
record SmoothedCrossEntropy(LossInputs inputs, double smoothing) implements TrainingLoss {
    SmoothedCrossEntropy {
        if (inputs.count() != 1) {
            throw new IllegalArgumentException("inputs is " + inputs + "; the cross entropy takes one batch");
        }
    }

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        CodeBlock loss = CodeBlock.of("""
            logits = self.logits(w, inputs[0], {modes})
            return torch.cross_entropy_loss(logits, t, reduction={MEAN_REDUCTION}, label_smoothing={smoothing})
            """).with("modes", modes.arguments()).with("smoothing", smoothing);
        source.define(ScriptMethods.STEP_LOSS, loss);
    }
}
