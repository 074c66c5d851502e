package io.redoubt.eval.report.plots;

import io.redoubt.api.attack.Threat;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.GradientMaskingDiagnosis.AtRadius;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.tables.ChecksTable;
import io.redoubt.eval.report.tables.PercentFormat;
import io.redoubt.eval.report.tables.SeriesMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Accuracy under Auto-PGD by radius, starting with the clean images at radius 0, one curve per subject. A square-root scale keeps
 * the small radii apart, because the largest is several times that of the threat model.
 *
 * @param unit label of the axis of radii
 * @param x ticks of the radii
 * @param y ticks of the accuracy
 * @param curves the subjects that were checked
 */
public record RadiusCurves(String unit, List<Axis.Tick> x, List<Axis.Tick> y, List<Curve> curves) {

    private static final String LEVELS = "/255";
    private static final PercentFormat PERCENT = new PercentFormat(1);

    /**
     * One subject's curve, in pixels.
     *
     * @param line points of the polyline
     * @param marks paths of the markers on it
     * @param title tooltip
     */
    public record Curve(int colour, String line, List<String> marks, String title) {}

    /** Returns the curves; empty if no subject was checked. */
    public static Optional<RadiusCurves> of(Report report, Threat threat) {
        SortedSet<Double> radii = ChecksTable.radii(report);
        if (radii.isEmpty()) {
            return Optional.empty();
        }
        double widest = Math.sqrt(radii.last());
        Axis x = new Axis(0, widest, widest, PlotArea.LEFT, PlotArea.RIGHT);
        Axis y = new Axis(0, 1, 0.2, PlotArea.BOTTOM, PlotArea.TOP);
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < report.rows().size(); i++) {
            ReportRow row = report.rows().get(i);
            SeriesMarker mark = SeriesMarker.of(i);
            row.diagnosis().ifPresent(found -> curves.add(curve(mark, row.subject(), found, threat, x, y)));
        }
        boolean levels =
                radii.stream().allMatch(eps -> ChecksTable.eps(eps, threat).endsWith(LEVELS));
        List<Axis.Tick> ticks = Stream.concat(Stream.of(0.0), radii.stream())
                .map(eps -> new Axis.Tick(tick(eps, threat, levels), pixels(x.at(Math.sqrt(eps)))))
                .toList();
        return Optional.of(new RadiusCurves(levels ? "eps, in 1" + LEVELS : "eps", ticks, y.percentTicks(), curves));
    }

    private static String tick(double eps, Threat threat, boolean levels) {
        String text = ChecksTable.eps(eps, threat);
        return levels ? text.substring(0, text.length() - LEVELS.length()) : text;
    }

    private static Curve curve(
            SeriesMarker mark, String subject, GradientMaskingDiagnosis found, Threat threat, Axis x, Axis y) {
        List<AtRadius> points = Stream.concat(Stream.of(new AtRadius(0, found.clean())), found.radii().stream())
                .toList();
        String line = points.stream()
                .map(point -> pixels(x.at(Math.sqrt(point.eps()))) + "," + pixels(y.at(share(point, found))))
                .collect(Collectors.joining(" "));
        List<String> marks = points.stream()
                .map(point -> mark.path(x.at(Math.sqrt(point.eps())), y.at(share(point, found))))
                .toList();
        String title = points.stream()
                .map(point -> (point.eps() == 0 ? "clean" : "eps " + ChecksTable.eps(point.eps(), threat)) + " "
                        + PERCENT.of(share(point, found)))
                .collect(Collectors.joining(", ", subject + ": ", ""));
        return new Curve(mark.colour(), line, marks, title);
    }

    private static double share(AtRadius point, GradientMaskingDiagnosis found) {
        return (double) point.right() / found.images();
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
