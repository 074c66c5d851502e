package io.redoubt.experiment.overview;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.ReportRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the results table. Accuracies are shares in [0, 1] of the evaluated test images.
 *
 * @param subject name of the model or the ensemble
 * @param scenario in the paper's terms; empty until the report is written
 * @param pretext as in {@link ReportRow}; empty until the report is written
 * @param standardAccuracy on clean images (TA)
 * @param robustAccuracy worst case over all attacks (RA)
 * @param confidence95 95 % interval of the robust accuracy: low, high
 * @param lastRobustAccuracy robust accuracy of the last epoch's weights, if they were evaluated
 * @param attacks accuracy under each attack; empty until the report is written
 * @param unreliable whether an alarm puts the robust accuracy in doubt
 */
public record ResultRow(
        String subject,
        String scenario,
        String pretext,
        double standardAccuracy,
        double robustAccuracy,
        List<Double> confidence95,
        Optional<Double> lastRobustAccuracy,
        Map<String, Double> attacks,
        boolean unreliable) {

    public ResultRow {
        confidence95 = List.copyOf(confidence95);
        attacks = Map.copyOf(attacks);
    }

    static ResultRow of(ReportRow row) {
        return new ResultRow(
                row.subject(),
                row.scenario(),
                row.pretext(),
                row.standardAccuracy(),
                row.robustAccuracy(),
                row.confidence95(),
                row.lastRobustAccuracy(),
                row.attacks(),
                row.unreliable());
    }

    /** Returns the row of a finished evaluation; empty if its worker did not report accuracies. */
    static Optional<ResultRow> of(String subject, Map<String, Double> metrics, Optional<Double> lastRobustAccuracy) {
        if (!metrics.containsKey(ResultManifest.ROBUST_ACCURACY)) {
            return Optional.empty();
        }
        double robust = metrics.get(ResultManifest.ROBUST_ACCURACY);
        return Optional.of(new ResultRow(
                subject,
                "",
                "",
                metrics.getOrDefault(ResultManifest.STANDARD_ACCURACY, 0.0),
                robust,
                List.of(
                        metrics.getOrDefault(ResultManifest.ROBUST_ACCURACY_LOW, robust),
                        metrics.getOrDefault(ResultManifest.ROBUST_ACCURACY_HIGH, robust)),
                lastRobustAccuracy,
                Map.of(),
                false));
    }
}
