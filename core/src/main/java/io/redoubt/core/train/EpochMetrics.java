package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What is known of a finished epoch.
 *
 * @param epoch counted from 1
 * @param loss mean training loss over its steps
 * @param accuracy on the held-out images, in [0,1]
 * @param robustAccuracy on the same images under the selection attack, in [0,1]
 * @param oneStepAccuracy on the same images under the adversary of training, in [0,1]; only where that takes a single
 *     step, see {@link CatastrophicOverfitting}
 */
public record EpochMetrics(
        int epoch, double loss, double accuracy, double robustAccuracy, OptionalDouble oneStepAccuracy) {

    /** An epoch of a training whose adversary, if it has one, takes several steps. */
    public EpochMetrics(int epoch, double loss, double accuracy, double robustAccuracy) {
        this(epoch, loss, accuracy, robustAccuracy, OptionalDouble.empty());
    }

    /**
     * The figures under the names they have in events and in {@code history.json}.
     *
     * @param collapsed whether the training ended here, before its time
     */
    EpochRecord record(boolean collapsed) {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("loss", loss);
        figures.put("accuracy", accuracy);
        figures.put(EpochRecord.ROBUST_ACCURACY, robustAccuracy);
        oneStepAccuracy.ifPresent(share -> figures.put(EpochRecord.ONE_STEP_ACCURACY, share));
        if (collapsed) {
            figures.put(EpochRecord.COLLAPSED, 1.0);
        }
        return new EpochRecord(epoch, figures);
    }

    /**
     * Whether this epoch is preferred to an earlier one: after adversarial training by robust accuracy, then by accuracy.
     * After standard training by accuracy alone, for there the most robust network is the one that has learned least.
     */
    boolean isBetterThan(EpochMetrics earlier, boolean adversarial) {
        return adversarial && robustAccuracy != earlier.robustAccuracy
                ? robustAccuracy > earlier.robustAccuracy
                : accuracy > earlier.accuracy;
    }
}
