package io.redoubt.cli.view;

import io.redoubt.pipeline.retention.GcResult;
import java.util.List;
import java.util.Locale;

/** What was removed, as a table with its sum. */
public final class GcView {

    private static final double MIB = 1 << 20;

    private GcView() {}

    /** The rows; those of which there was nothing to remove are left out. */
    public static String of(List<GcResult> freed) {
        TextTable table = new TextTable(1, List.of("removed", "count", "MiB"));
        freed.stream()
                .filter(row -> row.count() > 0)
                .forEach(row -> table.add(List.of(row.what(), String.valueOf(row.count()), mib(row.bytes()))));
        table.add(List.of(
                "in all",
                String.valueOf(freed.stream().mapToLong(GcResult::count).sum()),
                mib(freed.stream().mapToLong(GcResult::bytes).sum())));
        return table.toString();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / MIB);
    }
}
