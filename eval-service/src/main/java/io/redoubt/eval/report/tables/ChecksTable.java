package io.redoubt.eval.report.tables;

import io.redoubt.api.attack.Threat;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.Report;
import io.redoubt.core.evaluate.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The results of the checks for masked gradients.
 *
 * @param images number of checked test images
 * @param widest half the width of the 95 % interval of a share near one half, in points
 * @param radii the radii, as text
 * @param lines one per subject
 */
public record ChecksTable(String images, String widest, List<String> radii, List<Line> lines) {

    private static final PercentFormat PERCENT = new PercentFormat(1);

    /**
     * One subject. The methods return shares of correct images in percent.
     *
     * @param checks the results
     * @param columns the radii of all subjects
     */
    public record Line(SeriesMarker mark, String subject, GradientMaskingDiagnosis checks, SortedSet<Double> columns) {

        public String clean() {
            return share(checks.clean());
        }

        public String noise() {
            return share(checks.noise());
        }

        public String oneStep() {
            return share(checks.oneStep());
        }

        public String iterative() {
            return share(checks.iterative());
        }

        public String margin() {
            return share(checks.margin());
        }

        /** Under Auto-PGD at each of {@link ChecksTable#radii}. */
        public List<String> atRadii() {
            return columns.stream()
                    .map(eps -> checks.radii().stream()
                            .filter(radius -> radius.eps() == eps)
                            .map(radius -> share(radius.right()))
                            .findFirst()
                            .orElse(PercentFormat.NONE))
                    .toList();
        }

        private String share(int right) {
            return PERCENT.of((double) right / checks.images());
        }
    }

    /** Returns the table; empty if no subject was checked. */
    public static Optional<ChecksTable> of(Report report, Threat threat) {
        SortedSet<Double> radii = radii(report);
        List<Line> lines = new ArrayList<>();
        int images = 0;
        for (int i = 0; i < report.rows().size(); i++) {
            Optional<GradientMaskingDiagnosis> found = report.rows().get(i).diagnosis();
            if (found.isPresent()) {
                images = found.get().images();
                lines.add(new Line(SeriesMarker.of(i), report.rows().get(i).subject(), found.get(), radii));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        WilsonInterval half = WilsonInterval.of95(images / 2, images);
        return Optional.of(new ChecksTable(
                String.format(Locale.ROOT, "%,d", images),
                PERCENT.of((half.high() - half.low()) / 2),
                radii.stream().map(eps -> eps(eps, threat)).toList(),
                lines));
    }

    /** Returns all radii of a report, in ascending order. */
    public static SortedSet<Double> radii(Report report) {
        TreeSet<Double> radii = new TreeSet<>();
        report.rows().forEach(row -> row.diagnosis()
                .ifPresent(found -> found.radii().forEach(radius -> radii.add(radius.eps()))));
        return radii;
    }

    /** Formats a radius as is usual for the norm: as a fraction of 255, or as a decimal. */
    public static String eps(double eps, Threat threat) {
        double levels = 255 * eps;
        boolean fraction = threat.norm().equals(Threat.LINF) && Math.abs(levels - Math.rint(levels)) < 1e-6;
        return fraction
                ? Math.round(levels) + "/255"
                : String.format(Locale.ROOT, "%.4f", eps).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
