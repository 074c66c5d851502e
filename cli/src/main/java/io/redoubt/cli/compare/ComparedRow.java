package io.redoubt.cli.compare;

import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.SeedStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A row of the results table, aggregated over seeds. Accuracies are fractions in [0, 1].
 *
 * @param subject model or ensemble
 * @param scenario scenario as named in the paper
 * @param pretext pretext task, or {@code none}
 * @param n number of seeds
 * @param seeds seeds, in the order of the reports
 * @param standardAccuracy standard accuracy (TA)
 * @param robustAccuracy robust accuracy (RA)
 * @param attacks accuracy under each attack
 */
public record ComparedRow(
        String subject,
        String scenario,
        String pretext,
        int n,
        List<Long> seeds,
        SeedStatistics standardAccuracy,
        SeedStatistics robustAccuracy,
        Map<String, SeedStatistics> attacks) {

    /** Aggregates the same row of several reports. */
    static ComparedRow of(List<ReportRow> rows, List<Long> seeds) {
        ReportRow first = rows.get(0);
        Map<String, SeedStatistics> attacks = new TreeMap<>();
        for (String attack : first.attacks().keySet()) {
            attacks.put(attack, aggregate(rows, row -> row.attacks().get(attack)));
        }
        return new ComparedRow(
                first.subject(),
                first.scenario(),
                first.pretext(),
                rows.size(),
                seeds,
                aggregate(rows, ReportRow::standardAccuracy),
                aggregate(rows, ReportRow::robustAccuracy),
                attacks);
    }

    private static SeedStatistics aggregate(List<ReportRow> rows, ToDoubleFunction<ReportRow> metric) {
        return SeedStatistics.of(rows.stream().mapToDouble(metric).toArray());
    }
}
