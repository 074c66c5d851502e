package io.redoubt.experiment.overview;

import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The results of an experiment so far.
 *
 * @param complete whether they are those of the report
 * @param images number of evaluated test images; 0 until the report is written
 * @param rows one for each evaluated model and ensemble
 * @param failed subjects without a row, because a job failed
 * @param alarms explanations of everything that makes the figures doubtful
 */
public record ResultOverview(
        boolean complete, int images, List<ResultRow> rows, List<FailedSubject> failed, List<String> alarms) {

    public ResultOverview {
        rows = List.copyOf(rows);
        failed = List.copyOf(failed);
        alarms = List.copyOf(alarms);
    }

    static ResultOverview of(Report report) {
        return new ResultOverview(
                true,
                report.images(),
                report.rows().stream().map(ResultRow::of).toList(),
                report.failed(),
                report.alarms());
    }

    static ResultOverview partial(List<ResultRow> rows) {
        return new ResultOverview(false, 0, rows, List.of(), List.of());
    }

    /** Returns the row with the highest robust accuracy. */
    public Optional<ResultRow> best() {
        return rows.stream().max(Comparator.comparingDouble(ResultRow::robustAccuracy));
    }
}
