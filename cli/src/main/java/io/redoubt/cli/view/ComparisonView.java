package io.redoubt.cli.view;

import io.redoubt.api.report.SeedStatistics;
import io.redoubt.cli.compare.ComparedGroup;
import io.redoubt.cli.compare.ComparedRow;
import io.redoubt.cli.compare.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A comparison of reports as text tables, one per request, with mean and sample standard deviation (sd) over the seeds.
 */
public final class ComparisonView {

    private ComparisonView() {}

    /** Formats all groups. Each table follows the request fields in which the group differs from the others. */
    public static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        for (ComparedGroup group : comparison.groups()) {
            text.append(text.isEmpty() ? "" : System.lineSeparator()).append(heading(group));
            group.differences().forEach((field, value) -> text.append("  ")
                    .append(field)
                    .append(": ")
                    .append(value)
                    .append(System.lineSeparator()));
            text.append(table(group));
        }
        return text.toString();
    }

    private static String heading(ComparedGroup group) {
        return String.format(
                Locale.ROOT,
                "%s, %,d test images: %s%n",
                group.dataset(),
                group.images(),
                String.join(", ", group.experiments()));
    }

    private static TextTable table(ComparedGroup group) {
        boolean deviation = group.seeds().size() > 1;
        Set<String> attacks = new TreeSet<>();
        group.rows().forEach(row -> attacks.addAll(row.attacks().keySet()));
        // With a single attack, the accuracy under it equals RA.
        List<String> shown = attacks.size() > 1 ? List.copyOf(attacks) : List.of();
        List<String> head = new ArrayList<>(List.of("scenario", "pretext", "model", "seeds", "n"));
        addHead("TA", deviation, head);
        addHead("RA", deviation, head);
        shown.forEach(attack -> addHead(attack, deviation, head));
        TextTable table = new TextTable(4, head);
        group.rows().forEach(row -> table.add(cells(row, shown)));
        return table;
    }

    private static void addHead(String metric, boolean deviation, List<String> head) {
        head.add(metric + " %");
        if (deviation) {
            head.add("sd");
        }
    }

    private static List<String> cells(ComparedRow row, List<String> attacks) {
        List<String> cells = new ArrayList<>(List.of(
                row.scenario(),
                row.pretext(),
                row.subject(),
                row.seeds().stream().map(String::valueOf).collect(Collectors.joining(",")),
                String.valueOf(row.n())));
        add(row.standardAccuracy(), cells);
        add(row.robustAccuracy(), cells);
        attacks.forEach(attack -> add(row.attacks().get(attack), cells));
        return cells;
    }

    private static void add(SeedStatistics metric, List<String> cells) {
        cells.add(TableView.percent(metric.mean()));
        metric.deviation().ifPresent(deviation -> cells.add(TableView.percent(deviation)));
    }
}
