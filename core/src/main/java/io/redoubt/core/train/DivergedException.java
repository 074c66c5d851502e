package io.redoubt.core.train;

/**
 * Thrown when training computes a loss, a weight, a running statistic or logits that are not finite. The error is
 * permanent: training with the same spec diverges again.
 */
public final class DivergedException extends IllegalArgumentException {
    /** @param problem what is not finite, and where */
    DivergedException(String problem) {
        super(problem + "; training diverged: lower learningRate or add warmupSteps");
    }
}
