package io.redoubt.eval.report;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The paper's summary plot: robust over standard accuracy, one point a model, the interval as a bar.
 *
 * @param x ticks of the standard accuracy
 * @param y ticks of the robust accuracy
 * @param points the models
 */
record ScatterPlot(List<Axis.Tick> x, List<Axis.Tick> y, List<Point> points) {

    /**
     * A model, in pixels.
     *
     * @param path its mark
     * @param x of the bar
     * @param low lower end of the bar
     * @param high upper end of the bar
     * @param anchor {@code start} if the label stands to the right of the point, {@code end} to its left
     * @param title what a pointer resting on it is told
     */
    record Point(
            int colour,
            String path,
            String x,
            String low,
            String high,
            String label,
            String labelX,
            String labelY,
            String anchor,
            String title) {}

    private static final int LABEL_WIDTH = 48;
    private static final int LABEL_HEIGHT = 14;
    private static final int LABEL_DISTANCE = 9;

    /** Where a label stands. */
    private record Label(double x, double y) {}

    static ScatterPlot of(Report report) {
        List<ReportRow> rows = report.rows();
        Axis x = Axis.ofShares(
                rows.stream().mapToDouble(ReportRow::standardAccuracy).toArray(), PlotArea.LEFT, PlotArea.RIGHT);
        Axis y = Axis.ofShares(
                rows.stream()
                        .flatMap(row -> row.confidence95().stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                PlotArea.BOTTOM,
                PlotArea.TOP);
        List<Integer> downwards = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -rows.get(i).robustAccuracy()))
                .toList();
        Percent percent = Percent.forImages(report.images());
        List<Label> labels = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int i : downwards) {
            ReportRow row = rows.get(i);
            Label label = free(x.at(row.standardAccuracy()), y.at(row.robustAccuracy()) + 4, labels);
            labels.add(label);
            points.add(point(i, row, x, y, label, percent));
        }
        return new ScatterPlot(x.percentTicks(), y.percentTicks(), points);
    }

    /** Moves a label down until it covers none of those above it. */
    private static Label free(double x, double y, List<Label> labels) {
        double lowest = y;
        for (Label other : labels) {
            if (Math.abs(other.x - x) < LABEL_WIDTH && lowest - other.y < LABEL_HEIGHT) {
                lowest = other.y + LABEL_HEIGHT;
            }
        }
        return new Label(x, lowest);
    }

    private static Point point(int index, ReportRow row, Axis x, Axis y, Label label, Percent percent) {
        double px = x.at(row.standardAccuracy());
        boolean toTheLeft = px + LABEL_DISTANCE + LABEL_WIDTH > PlotArea.RIGHT;
        Mark mark = Mark.of(index);
        return new Point(
                mark.colour(),
                mark.path(px, y.at(row.robustAccuracy())),
                pixels(px),
                pixels(y.at(row.confidence95().get(0))),
                pixels(y.at(row.confidence95().get(1))),
                row.scenario(),
                pixels(px + (toTheLeft ? -LABEL_DISTANCE : LABEL_DISTANCE)),
                pixels(label.y),
                toTheLeft ? "end" : "start",
                row.subject() + ": TA " + percent.of(row.standardAccuracy()) + ", RA "
                        + percent.of(row.robustAccuracy()));
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
