package io.redoubt.core.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The failure of training with a one-step adversary that Wong, Rice and Kolter (2020, "Fast is better than free:
 * Revisiting adversarial training") call catastrophic overfitting: within an epoch or two the network learns to defeat
 * that one step alone. The accuracy under several steps falls, in the end to nothing, while the accuracy under one step
 * stays or rises. They stop there, at a sudden fall of the PGD accuracy; the gap tells such a fall from a bad epoch, in
 * which both accuracies fall together.
 */
final class CatastrophicOverfitting {
    /** Of the best robust accuracy so far, what an epoch must keep. */
    private static final double KEPT = 0.5;
    /** How far above the robust accuracy the one-step accuracy is then, as a share of the images. */
    private static final double GAP = 0.1;
    /** Shares of images are rounded, so that a gap of exactly ten points may look smaller by this much. */
    private static final double ROUNDING = 1e-9;

    private CatastrophicOverfitting() {}

    /**
     * Whether the training has collapsed in the last epoch of its history: the robust accuracy is below half of the best
     * so far, and at least ten points below the one-step accuracy. Never where that was not measured.
     */
    static boolean endsIn(List<EpochMetrics> history) {
        if (history.isEmpty()) {
            return false;
        }
        EpochMetrics last = history.get(history.size() - 1);
        OptionalDouble oneStep = last.oneStepAccuracy();
        double best =
                history.stream().mapToDouble(EpochMetrics::robustAccuracy).max().orElseThrow();
        return oneStep.isPresent()
                && last.robustAccuracy() < KEPT * best
                && oneStep.getAsDouble() - last.robustAccuracy() >= GAP - ROUNDING;
    }
}
