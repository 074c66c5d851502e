package io.redoubt.cli.view;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The paper's table as text: scenario, pretext, TA, RA with its interval, epochs to the best, seconds. */
public final class TableView {

    private static final List<String> HEAD =
            List.of("scenario", "pretext", "model", "TA %", "RA %", "95 % interval", "epochs", "seconds");

    /** Stands for the epochs of an ensemble, which has none of its own. */
    private static final String NONE = "-";

    private TableView() {}

    /** The rows of {@code report} in columns. */
    public static String of(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        report.rows().forEach(row -> rows.add(cells(row)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String alignment = i < 3 ? "-" : "";
                line.append(String.format(Locale.ROOT, "%" + alignment + widths[i] + "s  ", row.get(i)));
            }
            table.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString();
    }

    private static List<String> cells(ReportRow row) {
        return List.of(
                row.scenario(),
                row.pretext(),
                row.subject(),
                percent(row.standardAccuracy()),
                percent(row.robustAccuracy()),
                percent(row.confidence95().get(0)) + " - "
                        + percent(row.confidence95().get(1)),
                row.bestEpoch().isPresent() ? String.valueOf(row.bestEpoch().getAsInt()) : NONE,
                String.format(Locale.ROOT, "%.1f", row.seconds()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
