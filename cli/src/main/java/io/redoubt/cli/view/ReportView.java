package io.redoubt.cli.view;

import io.redoubt.api.report.Report;

/** A report as text: the results table and, if the report contains one, the transfer matrix. */
public final class ReportView {

    private ReportView() {}

    /** Formats the tables of {@code report}. */
    public static String of(Report report) {
        return TableView.of(report)
                + report.transfer()
                        .map(transfer -> System.lineSeparator() + TransferView.of(transfer))
                        .orElse("");
    }
}
