package io.redoubt.core.train;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/**
 * The mean cross entropy of a classifier with smoothed labels: {@code 1 - s} for the label plus {@code s} spread evenly over
 * all classes. It takes one input. The adversary maximises the cross entropy without smoothing.
 *
 * @param smoothing {@code s}, in [0, 0.5]
 */
record SmoothedCrossEntropy(double smoothing) implements TrainingLoss {

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        CodeBlock loss = CodeBlock.of("""
                logits = self.logits(w, inputs[0], {modes})
                return torch.cross_entropy_loss(logits, t, reduction={MEAN_REDUCTION}, label_smoothing={smoothing})
                """).with("modes", modes.arguments()).with("smoothing", smoothing);
        source.define(ScriptMethods.STEP_LOSS, loss);
    }
}
