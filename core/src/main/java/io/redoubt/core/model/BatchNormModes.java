package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.Value;

/**
 * The modes of the batch norms. In training mode they use the statistics of the batch and update the running
 * statistics; in evaluation mode they use the running statistics and leave them unchanged.
 *
 * @param trunkTraining the mode of stem and stages 1 to 3
 * @param headTraining the mode of stage 4 or the head of a pretext task
 */
public record BatchNormModes(boolean trunkTraining, boolean headTraining) {
    /** The weight of the batch in an update of the running statistics, as in PyTorch. */
    public static final double MOMENTUM = 0.1;

    /** All batch norms in evaluation mode. */
    public static final BatchNormModes EVALUATION = new BatchNormModes(false, false);

    /** All batch norms in training mode. */
    public static final BatchNormModes TRAINING = new BatchNormModes(true, true);

    /** The last two arguments of {@link ScriptMethods#LOSSES} and {@link ScriptMethods#LOGITS}. */
    public CodeBlock arguments() {
        return CodeBlock.of(Value.of(trunkTraining) + ", " + Value.of(headTraining));
    }
}
