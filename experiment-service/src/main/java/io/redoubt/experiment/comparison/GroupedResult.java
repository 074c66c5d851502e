package io.redoubt.experiment.comparison;

import io.redoubt.api.report.SeedStatistics;
import io.redoubt.experiment.overview.ResultRow;
import java.util.List;

/**
 * The result of one model in the experiments of a group. Accuracies are shares in [0, 1].
 *
 * @param standardAccuracy on clean images (TA)
 * @param robustAccuracy worst case over all attacks (RA)
 * @param robustAccuracies RA of each experiment that has a result
 * @param confidence95 95 % interval of the RA of a single experiment: low, high; empty for several
 */
public record GroupedResult(
        SeedStatistics standardAccuracy,
        SeedStatistics robustAccuracy,
        List<Double> robustAccuracies,
        List<Double> confidence95) {

    public GroupedResult {
        robustAccuracies = List.copyOf(robustAccuracies);
        confidence95 = List.copyOf(confidence95);
    }

    static GroupedResult of(List<ResultRow> rows) {
        return new GroupedResult(
                SeedStatistics.of(
                        rows.stream().mapToDouble(ResultRow::standardAccuracy).toArray()),
                SeedStatistics.of(
                        rows.stream().mapToDouble(ResultRow::robustAccuracy).toArray()),
                rows.stream().map(ResultRow::robustAccuracy).toList(),
                rows.size() == 1 ? rows.get(0).confidence95() : List.of());
    }

    /** Returns whether both are single experiments whose intervals do not overlap. */
    public boolean isApart(GroupedResult other) {
        return confidence95.size() == 2
                && other.confidence95.size() == 2
                && (confidence95.get(0) > other.confidence95.get(1) || confidence95.get(1) < other.confidence95.get(0));
    }
}
