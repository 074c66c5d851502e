package io.redoubt.cli.view;

import io.redoubt.api.report.Report;
import io.redoubt.core.data.ClassCounts;
import java.util.Map;

/** A report as text: images per class, the results table and, if the report contains one, the transfer matrix. */
public final class ReportView {

    private ReportView() {}

    /** Formats the tables of {@code report}. */
    public static String of(Report report) {
        return imagesPerClass(report.imagesPerClass())
                + TableView.of(report)
                + report.transfer()
                        .map(transfer -> System.lineSeparator() + TransferView.of(transfer))
                        .orElse("");
    }

    /** Returns a line with the counts; empty if they are not recorded. */
    static String imagesPerClass(Map<String, Integer> counts) {
        return counts.isEmpty() ? "" : "images per class: " + new ClassCounts(counts) + System.lineSeparator();
    }
}
