package io.redoubt.eval.report.plots;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.tables.SeriesMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Robust accuracy on held-out training images by epoch, one curve per model. A ring marks the best epoch.
 *
 * @param x ticks of the epochs
 * @param y ticks of the robust accuracy
 * @param curves one per model with a history
 */
public record TrainingCurves(List<Axis.Tick> x, List<Axis.Tick> y, List<Curve> curves) {

    /** The metric that is plotted. */
    private static final String METRIC = EpochRecord.ROBUST_ACCURACY;

    /** With more epochs markers would hide the line, so that only the best epoch has one. */
    private static final int MOST_MARKS = 12;

    /**
     * One model's curve, in pixels.
     *
     * @param line points of the polyline
     * @param marks paths of the markers on it
     * @param rings around the best epoch
     * @param title tooltip
     */
    public record Curve(int colour, String line, List<String> marks, List<Ring> rings, String title) {}

    /** The centre of a ring, in pixels. */
    public record Ring(String x, String y) {}

    /** Returns the curves; empty if no model has a history with that metric. */
    public static Optional<TrainingCurves> of(ReportDocument document) {
        List<EpochRecord> all = document.histories().values().stream()
                .flatMap(List::stream)
                .filter(epoch -> epoch.metrics().containsKey(METRIC))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int epochs = all.stream().mapToInt(EpochRecord::epoch).max().orElseThrow();
        Axis x = Axis.ofEpochs(epochs, PlotArea.LEFT, PlotArea.RIGHT);
        Axis y =
                Axis.ofShares(all.stream().mapToDouble(TrainingCurves::value).toArray(), PlotArea.BOTTOM, PlotArea.TOP);
        List<Curve> curves = new ArrayList<>();
        List<ReportRow> rows = document.report().rows();
        for (int i = 0; i < rows.size(); i++) {
            List<EpochRecord> history = document
                    .histories()
                    .getOrDefault(rows.get(i).subject(), List.of())
                    .stream()
                    .filter(epoch -> epoch.metrics().containsKey(METRIC))
                    .toList();
            if (!history.isEmpty()) {
                curves.add(curve(SeriesMarker.of(i), rows.get(i), history, x, y));
            }
        }
        return Optional.of(new TrainingCurves(x.wholeTicks(), y.percentTicks(), curves));
    }

    private static Curve curve(SeriesMarker mark, ReportRow row, List<EpochRecord> history, Axis x, Axis y) {
        String line = history.stream()
                .map(epoch -> pixels(x.at(epoch.epoch())) + "," + pixels(y.at(value(epoch))))
                .collect(Collectors.joining(" "));
        List<EpochRecord> best = history.stream()
                .filter(epoch -> row.bestEpoch().equals(OptionalInt.of(epoch.epoch())))
                .toList();
        List<String> marks = (history.size() > MOST_MARKS ? best : history)
                .stream()
                        .map(epoch -> mark.path(x.at(epoch.epoch()), y.at(value(epoch))))
                        .toList();
        List<Ring> rings = best.stream()
                .map(epoch -> new Ring(pixels(x.at(epoch.epoch())), pixels(y.at(value(epoch)))))
                .toList();
        return new Curve(
                mark.colour(),
                line,
                marks,
                rings,
                row.subject() + ": best epoch " + row.bestEpoch().getAsInt());
    }

    private static double value(EpochRecord epoch) {
        return epoch.metrics().get(METRIC);
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
