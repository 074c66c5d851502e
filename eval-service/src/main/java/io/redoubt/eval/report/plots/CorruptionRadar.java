package io.redoubt.eval.report.plots;

import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.eval.report.tables.CorruptionTable;
import io.redoubt.eval.report.tables.PercentFormat;
import io.redoubt.eval.report.tables.SeriesMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Accuracy on corrupted images as a radar chart: one axis per corruption, from 0 % at the centre to 100 % at the outer ring,
 * and one polygon per subject.
 *
 * @param rings polygons of equal accuracy
 * @param axes one per corruption
 * @param areas the first subjects, as many as are distinguishable
 * @param left number of evaluated subjects without a polygon
 */
public record CorruptionRadar(List<Ring> rings, List<Spoke> axes, List<Area> areas, int left) {

    public static final double CENTRE_X = 320;
    public static final double CENTRE_Y = 230;
    public static final double RADIUS = 180;
    private static final double LABEL = RADIUS + 14;
    private static final int RINGS = 5;
    private static final int MOST_AREAS = 6;
    private static final List<Corruption> FAMILIES = Corruptions.all();
    private static final PercentFormat PERCENT = new PercentFormat(1);

    /** A polygon of equal accuracy and the position of its label. */
    public record Ring(String points, String label, String x, String y) {}

    /** The end of an axis on the outer ring and the position of its label. */
    public record Spoke(String name, String x, String y, String labelX, String labelY, String anchor) {}

    /**
     * One subject, in pixels.
     *
     * @param points vertices of the polygon
     * @param marks paths of the markers on them
     * @param title tooltip
     */
    public record Area(int colour, String points, List<String> marks, String title) {}

    /** Returns the chart; empty if corruptions were not requested. */
    public static Optional<CorruptionRadar> of(Report report) {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < report.rows().size(); i++) {
            ReportRow row = report.rows().get(i);
            SeriesMarker mark = SeriesMarker.of(i);
            row.corruptions().ifPresent(found -> areas.add(area(mark, row.subject(), found)));
        }
        if (areas.isEmpty()) {
            return Optional.empty();
        }
        List<Area> shown = areas.subList(0, Math.min(MOST_AREAS, areas.size()));
        return Optional.of(new CorruptionRadar(
                IntStream.rangeClosed(1, RINGS).mapToObj(CorruptionRadar::ring).toList(),
                IntStream.range(0, FAMILIES.size())
                        .mapToObj(CorruptionRadar::spoke)
                        .toList(),
                shown,
                areas.size() - shown.size()));
    }

    private static Ring ring(int number) {
        double share = (double) number / RINGS;
        return new Ring(
                points(axis -> share),
                String.format(Locale.ROOT, "%.0f", 100 * share),
                pixels(CENTRE_X + 4),
                pixels(CENTRE_Y - share * RADIUS + 4));
    }

    private static Spoke spoke(int axis) {
        double sine = Math.sin(angle(axis));
        double y = y(axis, LABEL);
        return new Spoke(
                CorruptionTable.name(FAMILIES.get(axis)),
                pixels(x(axis, RADIUS)),
                pixels(y(axis, RADIUS)),
                pixels(x(axis, LABEL)),
                pixels(y + 4),
                Math.abs(sine) < 0.1 ? "middle" : sine > 0 ? "start" : "end");
    }

    private static Area area(SeriesMarker mark, String subject, CorruptionAccuracy found) {
        IntToDoubleFunction share = axis -> found.of(FAMILIES.get(axis).name());
        return new Area(
                mark.colour(),
                points(share),
                IntStream.range(0, FAMILIES.size())
                        .mapToObj(axis -> mark.path(
                                x(axis, RADIUS * share.applyAsDouble(axis)),
                                y(axis, RADIUS * share.applyAsDouble(axis))))
                        .toList(),
                subject + ": mean of the core corruptions " + PERCENT.of(found.core()) + ", of the additional ones "
                        + PERCENT.of(found.extra()));
    }

    private static String points(IntToDoubleFunction share) {
        return IntStream.range(0, FAMILIES.size())
                .mapToObj(axis -> pixels(x(axis, RADIUS * share.applyAsDouble(axis))) + ","
                        + pixels(y(axis, RADIUS * share.applyAsDouble(axis))))
                .collect(Collectors.joining(" "));
    }

    /** Clockwise from the top. */
    private static double angle(int axis) {
        return 2 * Math.PI * axis / FAMILIES.size();
    }

    private static double x(int axis, double distance) {
        return CENTRE_X + distance * Math.sin(angle(axis));
    }

    private static double y(int axis, double distance) {
        return CENTRE_Y - distance * Math.cos(angle(axis));
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
