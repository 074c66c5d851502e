package io.redoubt.core.train;

/** Thrown when the training loss is not finite. The error is permanent: training with the same spec diverges again. */
public final class DivergedException extends IllegalArgumentException {
    DivergedException(int epoch, int step, double loss) {
        super("the loss is " + loss + " at step " + step + " of epoch " + epoch
                + "; lower recipe.learningRate or add recipe.warmupSteps");
    }
}
