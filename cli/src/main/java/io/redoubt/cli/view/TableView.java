package io.redoubt.cli.view;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.List;
import java.util.Locale;

/** The results table as text: scenario, pretext, TA, RA with its confidence interval, best epoch, seconds. */
public final class TableView {

    private static final List<String> HEADER =
            List.of("scenario", "pretext", "model", "TA %", "RA %", "95 % interval", "epochs", "seconds");

    /** Shown for an ensemble, which has no epochs. */
    private static final String NONE = "-";

    private static final String FAILED = "failed";

    private TableView() {}

    /** Formats the rows of {@code report}. */
    public static String of(Report report) {
        TextTable table = new TextTable(3, HEADER);
        report.rows().forEach(row -> table.add(cells(row)));
        report.failed()
                .forEach(subject -> table.add(List.of(
                        subject.scenario(), subject.pretext(), subject.subject(), FAILED, FAILED, NONE, NONE, NONE)));
        return table + failures(report);
    }

    private static String failures(Report report) {
        StringBuilder lines = new StringBuilder();
        report.failed().forEach(subject -> lines.append(subject.subject())
                .append(" failed: ")
                .append(subject.reason())
                .append(System.lineSeparator()));
        return lines.toString();
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

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
