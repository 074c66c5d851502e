package io.redoubt.eval.report.tables;

import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.Report;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy on corrupted images by corruption, as the mean over the severities.
 *
 * @param columns the subjects that were evaluated on corrupted images
 * @param core one line per corruption of the benchmark, followed by their mean
 * @param extra one line per additional corruption, followed by their mean
 */
public record CorruptionTable(List<Column> columns, List<Line> core, List<Line> extra) {

    /** One subject. */
    public record Column(SeriesMarker mark, String subject) {}

    /**
     * One corruption, or the mean of several.
     *
     * @param name such as {@code elastic transform}
     * @param mean whether it is a mean
     * @param accuracies one for each of {@link CorruptionTable#columns}
     */
    public record Line(String name, boolean mean, List<String> accuracies) {}

    /** Returns the table; empty if corruptions were not requested. */
    public static Optional<CorruptionTable> of(Report report) {
        Map<Column, CorruptionAccuracy> found = new LinkedHashMap<>();
        for (int i = 0; i < report.rows().size(); i++) {
            Column column = new Column(SeriesMarker.of(i), report.rows().get(i).subject());
            report.rows().get(i).corruptions().ifPresent(accuracy -> found.put(column, accuracy));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PercentFormat percent = PercentFormat.forImages(report.images());
        List<CorruptionAccuracy> accuracies = List.copyOf(found.values());
        return Optional.of(new CorruptionTable(
                List.copyOf(found.keySet()),
                lines(Corruptions.core(), CorruptionAccuracy::core, accuracies, percent),
                lines(Corruptions.extra(), CorruptionAccuracy::extra, accuracies, percent)));
    }

    private static List<Line> lines(
            List<Corruption> families,
            ToDoubleFunction<CorruptionAccuracy> mean,
            List<CorruptionAccuracy> accuracies,
            PercentFormat percent) {
        List<Line> lines = new ArrayList<>();
        for (Corruption family : families) {
            lines.add(new Line(
                    name(family),
                    false,
                    accuracies.stream()
                            .map(accuracy -> percent.of(accuracy.of(family.name())))
                            .toList()));
        }
        lines.add(new Line(
                "mean of the " + families.size(),
                true,
                accuracies.stream()
                        .map(accuracy -> percent.of(mean.applyAsDouble(accuracy)))
                        .toList()));
        return lines;
    }

    /** The corruptions of the benchmark, then the additional ones. */
    public List<List<Line>> groups() {
        return List.of(core, extra);
    }

    /** Returns the name of a corruption for display. */
    public static String name(Corruption family) {
        return family.name().replace('_', ' ');
    }
}
