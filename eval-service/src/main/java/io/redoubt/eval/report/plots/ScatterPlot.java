package io.redoubt.eval.report.plots;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.tables.PercentFormat;
import io.redoubt.eval.report.tables.SeriesMarker;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The paper's summary plot: robust against standard accuracy, one point per model, with the interval as a bar.
 *
 * @param x ticks of the standard accuracy
 * @param y ticks of the robust accuracy
 * @param points the models
 */
public record ScatterPlot(List<Axis.Tick> x, List<Axis.Tick> y, List<Point> points) {

    /**
     * A model, in pixels.
     *
     * @param path its marker
     * @param x x coordinate of the bar
     * @param low lower end of the bar
     * @param high upper end of the bar
     * @param labels its scenario, if there is room for it; the legend names every marker
     * @param title tooltip
     */
    public record Point(int colour, String path, String x, String low, String high, List<Label> labels, String title) {}

    /** A text and its position. */
    public record Label(String text, String x, String y, String anchor) {}

    public static ScatterPlot of(Report report) {
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
        LabelPlacement places = new LabelPlacement();
        rows.forEach(row -> places.addPoint(x.at(row.standardAccuracy()), y.at(row.robustAccuracy())));
        PercentFormat percent = PercentFormat.forImages(report.images());
        List<Point> points = IntStream.range(0, rows.size())
                .mapToObj(i -> point(SeriesMarker.of(i), rows.get(i), x, y, places, percent))
                .toList();
        return new ScatterPlot(x.percentTicks(), y.percentTicks(), points);
    }

    private static Point point(
            SeriesMarker mark, ReportRow row, Axis x, Axis y, LabelPlacement places, PercentFormat percent) {
        double px = x.at(row.standardAccuracy());
        double py = y.at(row.robustAccuracy());
        List<Label> labels = places
                .find(px, py, row.scenario())
                .map(place -> new Label(row.scenario(), pixels(place.x()), pixels(place.y()), place.anchor()))
                .stream()
                .toList();
        return new Point(
                mark.colour(),
                mark.path(px, py),
                pixels(px),
                pixels(y.at(row.confidence95().get(0))),
                pixels(y.at(row.confidence95().get(1))),
                labels,
                row.subject() + ": TA " + percent.of(row.standardAccuracy()) + ", RA "
                        + percent.of(row.robustAccuracy()));
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
