package io.redoubt.cli.view;

import io.redoubt.pipeline.retention.GcResult;
import java.util.List;
import java.util.Locale;

/** The results of garbage collection as a text table with a total. */
public final class GcView {

    private static final double MIB = 1 << 20;

    private GcView() {}

    /** Formats the results, omitting categories in which nothing was removed. */
    public static String of(List<GcResult> results) {
        TextTable table = new TextTable(1, List.of("removed", "count", "MiB"));
        results.stream()
                .filter(row -> row.count() > 0)
                .forEach(row -> table.add(List.of(row.category(), String.valueOf(row.count()), mib(row.bytes()))));
        table.add(List.of(
                "total",
                String.valueOf(results.stream().mapToLong(GcResult::count).sum()),
                mib(results.stream().mapToLong(GcResult::bytes).sum())));
        return table.toString();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / MIB);
    }
}
