package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import java.util.List;
import java.util.Map;

/**
 * What is known of a finished epoch.
 *
 * @param epoch counted from 1
 * @param loss mean training loss over its steps
 * @param accuracy on the held-out images, in [0,1]
 * @param robustAccuracy on the same images under the selection attack, in [0,1]
 */
public record EpochMetrics(int epoch, double loss, double accuracy, double robustAccuracy) {

    /** The figures under the names they have in events and in {@code history.json}. */
    public EpochRecord record() {
        return new EpochRecord(epoch, Map.of("loss", loss, "accuracy", accuracy, "robustAccuracy", robustAccuracy));
    }

    /** Whether this epoch is preferred: by robust accuracy, then by accuracy. Of equals the earlier stays. */
    boolean isBetterThan(EpochMetrics other) {
        return robustAccuracy != other.robustAccuracy
                ? robustAccuracy > other.robustAccuracy
                : accuracy > other.accuracy;
    }

    /** The preferred epoch of a history that is not empty. */
    static EpochMetrics best(List<EpochMetrics> history) {
        return history.stream()
                .reduce((best, next) -> next.isBetterThan(best) ? next : best)
                .orElseThrow();
    }
}
