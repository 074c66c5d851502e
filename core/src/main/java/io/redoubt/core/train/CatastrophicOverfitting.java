package io.redoubt.core.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Detects catastrophic overfitting in training with a one-step adversary (Wong, Rice and Kolter 2020, "Fast is better
 * than free: Revisiting adversarial training"): within an epoch or two the network becomes robust to the one step only.
 * The accuracy under several steps drops, eventually to zero, while the accuracy under one step stays high or rises.
 * The paper stops training at a sudden drop of the PGD accuracy. The gap between both accuracies distinguishes such a
 * drop from a bad epoch, in which both drop together.
 */
final class CatastrophicOverfitting {
    /** The fraction of the best robust accuracy so far below which an epoch may have collapsed. */
    private static final double MIN_RETAINED = 0.5;
    /** The minimum gap between one-step and robust accuracy, both in [0,1]. */
    private static final double MIN_GAP = 0.1;
    /** Tolerance for rounding: a gap of exactly ten points may be computed as slightly less. */
    private static final double ROUNDING = 1e-9;

    private CatastrophicOverfitting() {}

    /**
     * Returns whether training collapsed in the last epoch of its history: the robust accuracy is below half of the
     * best so far and at least ten points below the one-step accuracy. Returns false when the one-step accuracy was not
     * measured.
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
                && last.robustAccuracy() < MIN_RETAINED * best
                && oneStep.getAsDouble() - last.robustAccuracy() >= MIN_GAP - ROUNDING;
    }
}
