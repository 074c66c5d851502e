package io.redoubt.cli.view;

import io.redoubt.api.report.Report;

/** A finished experiment as text: the paper's table and, where it was asked for, the transfer matrix. */
public final class ReportView {

    private ReportView() {}

    /** The tables of {@code report}. */
    public static String of(Report report) {
        return TableView.of(report)
                + report.transfer()
                        .map(transfer -> System.lineSeparator() + TransferView.of(transfer))
                        .orElse("");
    }
}
