package io.redoubt.cli.view;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
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
        TextTable table = new TextTable(3, HEAD);
        report.rows().forEach(row -> table.add(cells(row)));
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

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
