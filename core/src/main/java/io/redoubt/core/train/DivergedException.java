package io.redoubt.core.train;

/** The loss of a training is no longer a finite number: the same spec would diverge again. */
public final class DivergedException extends IllegalArgumentException {
    DivergedException(int epoch, int step, double loss) {
        super("the loss is " + loss + " at step " + step + " of epoch " + epoch
                + "; lower recipe.learningRate or add recipe.warmupSteps");
    }
}
