package io.redoubt.eval.report.tables;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.ExperimentRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The paper's table.
 *
 * @param attacks names of the attacks, one per column; empty if there is only one, whose accuracy is RA
 * @param lines the rows
 */
public record ResultTable(List<String> attacks, List<Line> lines) {

    /**
     * One row. Its methods return texts; accuracies are in percent.
     *
     * @param mark the marker of the model in plots
     * @param row the figures
     * @param columns the attacks of {@link ResultTable#attacks}
     * @param percent the format of the accuracies
     * @param bestStandard whether this is the highest TA
     * @param bestRobust whether this is the highest RA
     */
    public record Line(
            SeriesMarker mark,
            ReportRow row,
            List<String> columns,
            PercentFormat percent,
            boolean bestStandard,
            boolean bestRobust) {

        public String standard() {
            return percent.of(row.standardAccuracy());
        }

        public String robust() {
            return percent.of(row.robustAccuracy());
        }

        /** The lower end of the interval of the RA. */
        public String low() {
            return percent.of(row.confidence95().get(0));
        }

        /** The upper end of the interval of the RA. */
        public String high() {
            return percent.of(row.confidence95().get(1));
        }

        /** The accuracy under each attack of the columns. */
        public List<String> attacks() {
            return columns.stream()
                    .map(attack -> percent.of(row.attacks().get(attack)))
                    .toList();
        }

        public String bestEpoch() {
            return row.bestEpoch().isPresent()
                    ? Integer.toString(row.bestEpoch().getAsInt())
                    : PercentFormat.NONE;
        }

        /** The RA of the last epoch. */
        public String last() {
            return row.lastRobustAccuracy().map(percent::of).orElse(PercentFormat.NONE);
        }

        public String forwardPasses() {
            return String.format(Locale.ROOT, "%,d", row.forwardPasses());
        }

        public String seconds() {
            return AttackTable.seconds(row.seconds());
        }
    }

    public static ResultTable of(Report report, ExperimentRequest request) {
        List<String> attacks =
                request.evaluate().attacks().stream().map(AttackName::toString).toList();
        List<String> columns = attacks.size() > 1 ? attacks : List.of();
        double bestStandard = best(report, ReportRow::standardAccuracy);
        double bestRobust = best(report, ReportRow::robustAccuracy);
        PercentFormat percent = PercentFormat.forImages(report.images());
        List<Line> lines = IntStream.range(0, report.rows().size())
                .mapToObj(i -> {
                    ReportRow row = report.rows().get(i);
                    return new Line(
                            SeriesMarker.of(i),
                            row,
                            columns,
                            percent,
                            row.standardAccuracy() == bestStandard,
                            row.robustAccuracy() == bestRobust);
                })
                .toList();
        return new ResultTable(columns, lines);
    }

    private static double best(Report report, ToDoubleFunction<ReportRow> figure) {
        return report.rows().stream().mapToDouble(figure).max().orElse(Double.NaN);
    }
}
