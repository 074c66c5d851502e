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
     * One row; accuracies in percent.
     *
     * @param mark the marker of the model in plots
     * @param standard TA
     * @param bestStandard whether this is the highest TA
     * @param robust RA
     * @param bestRobust whether this is the highest RA
     * @param low lower end of the interval of the RA
     * @param high upper end of the interval of the RA
     * @param attacks accuracy under each attack of {@link ResultTable#attacks}
     * @param bestEpoch the epoch whose weights were selected
     * @param last RA of the last epoch
     */
    public record Line(
            SeriesMarker mark,
            String subject,
            String scenario,
            String pretext,
            String standard,
            boolean bestStandard,
            String robust,
            boolean bestRobust,
            String low,
            String high,
            List<String> attacks,
            String bestEpoch,
            String last,
            String forwardPasses,
            String seconds) {}

    public static ResultTable of(Report report, ExperimentRequest request) {
        List<String> attacks =
                request.evaluate().attacks().stream().map(AttackName::toString).toList();
        List<String> columns = attacks.size() > 1 ? attacks : List.of();
        double bestStandard = best(report, ReportRow::standardAccuracy);
        double bestRobust = best(report, ReportRow::robustAccuracy);
        PercentFormat percent = PercentFormat.forImages(report.images());
        List<Line> lines = IntStream.range(0, report.rows().size())
                .mapToObj(i -> line(i, report.rows().get(i), columns, percent, bestStandard, bestRobust))
                .toList();
        return new ResultTable(columns, lines);
    }

    private static double best(Report report, ToDoubleFunction<ReportRow> figure) {
        return report.rows().stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static Line line(
            int index,
            ReportRow row,
            List<String> attacks,
            PercentFormat percent,
            double bestStandard,
            double bestRobust) {
        return new Line(
                SeriesMarker.of(index),
                row.subject(),
                row.scenario(),
                row.pretext(),
                percent.of(row.standardAccuracy()),
                row.standardAccuracy() == bestStandard,
                percent.of(row.robustAccuracy()),
                row.robustAccuracy() == bestRobust,
                percent.of(row.confidence95().get(0)),
                percent.of(row.confidence95().get(1)),
                attacks.stream()
                        .map(attack -> percent.of(row.attacks().get(attack)))
                        .toList(),
                row.bestEpoch().isPresent() ? Integer.toString(row.bestEpoch().getAsInt()) : PercentFormat.NONE,
                row.lastRobustAccuracy().map(percent::of).orElse(PercentFormat.NONE),
                String.format(Locale.ROOT, "%,d", row.forwardPasses()),
                AttackTable.seconds(row.seconds()));
    }
}
