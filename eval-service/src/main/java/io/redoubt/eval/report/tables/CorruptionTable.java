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
 * Accuracy on corrupted images, by family, the mean over the severities.
 *
 * @param columns the subjects, as far as they were judged on corrupted images
 * @param core one line a family of the benchmark's mean, and that mean at the end
 * @param extra one line a family that the benchmark sets apart, and their mean at the end
 */
public record CorruptionTable(List<Column> columns, List<Line> core, List<Line> extra) {

    /** One subject. */
    public record Column(SeriesMarker mark, String subject) {}

    /**
     * One family, or a mean over several.
     *
     * @param name such as {@code elastic transform}
     * @param mean whether it is a mean
     * @param accuracies one for each of {@link CorruptionTable#columns}
     */
    public record Line(String name, boolean mean, List<String> accuracies) {}

    /** The table; empty if no images were corrupted. */
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

    /** The core families, then the extra ones. */
    public List<List<Line>> groups() {
        return List.of(core, extra);
    }

    /** A family's name as readers see it. */
    public static String name(Corruption family) {
        return family.name().replace('_', ' ');
    }
}
