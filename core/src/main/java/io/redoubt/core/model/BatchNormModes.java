package io.redoubt.core.model;

/**
 * Which batch norms are in training mode: they use the statistics of the batch and move the running ones. In evaluation
 * mode they use the running statistics and leave them.
 *
 * @param trunkTraining the mode of stem and stages 1 to 3
 * @param headTraining the mode of stage 4 or the head of a pretext task
 */
public record BatchNormModes(boolean trunkTraining, boolean headTraining) {
    /** How far a batch in training mode moves the running statistics towards its own, as a share of the way. */
    public static final double MOMENTUM = 0.1;

    /** Running statistics everywhere. */
    public static final BatchNormModes EVALUATION = new BatchNormModes(false, false);

    /** Statistics of the batch everywhere. */
    public static final BatchNormModes TRAINING = new BatchNormModes(true, true);

    /** As the last two arguments of a script's {@code losses} or {@code logits}. */
    public String arguments() {
        return (trunkTraining ? "True" : "False") + ", " + (headTraining ? "True" : "False");
    }
}
