package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Metrics of a finished epoch.
 *
 * @param epoch one-based
 * @param loss mean training loss over the steps of the epoch
 * @param accuracy accuracy on the held-out images, in [0,1]
 * @param robustAccuracy accuracy on the held-out images under the selection attack, in [0,1]
 * @param oneStepAccuracy accuracy on the held-out images under the training adversary, in [0,1]; present only if that
 *     takes a single step, see {@link CatastrophicOverfitting}
 */
public record EpochMetrics(
        int epoch, double loss, double accuracy, double robustAccuracy, OptionalDouble oneStepAccuracy) {

    /** Creates the metrics of an epoch of training without a one-step adversary. */
    public EpochMetrics(int epoch, double loss, double accuracy, double robustAccuracy) {
        this(epoch, loss, accuracy, robustAccuracy, OptionalDouble.empty());
    }

    /**
     * Returns the metrics under their names in events and {@code history.json}.
     *
     * @param collapsed whether training ended early in this epoch
     */
    EpochRecord record(boolean collapsed) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("loss", loss);
        metrics.put("accuracy", accuracy);
        metrics.put(EpochRecord.ROBUST_ACCURACY, robustAccuracy);
        oneStepAccuracy.ifPresent(accuracy -> metrics.put(EpochRecord.ONE_STEP_ACCURACY, accuracy));
        if (collapsed) {
            metrics.put(EpochRecord.COLLAPSED, 1.0);
        }
        return new EpochRecord(epoch, metrics);
    }

    /**
     * Returns whether this epoch is better than an earlier one. Adversarial training compares robust accuracy, then
     * accuracy. Standard training compares accuracy only, because its most robust epoch is the one that has learned
     * least.
     */
    boolean isBetterThan(EpochMetrics earlier, boolean adversarial) {
        return adversarial && robustAccuracy != earlier.robustAccuracy
                ? robustAccuracy > earlier.robustAccuracy
                : accuracy > earlier.accuracy;
    }
}
