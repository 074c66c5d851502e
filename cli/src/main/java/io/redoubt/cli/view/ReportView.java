package io.redoubt.cli.view;

import io.redoubt.api.report.Report;
import io.redoubt.data.ClassCounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as text: images per class, the results table, the transfer matrix and the alarms, if there are any. */
public final class ReportView {

    private ReportView() {}

    /** Returns all sections. */
    public static String of(Report report) {
        return imagesPerClass(report.imagesPerClass())
                + TableView.of(report)
                + report.transfer()
                        .map(transfer -> System.lineSeparator() + TransferView.of(transfer))
                        .orElse("")
                + alarms(report.alarms());
    }

    /** Returns a line for each alarm. */
    static String alarms(List<String> alarms) {
        return alarms.stream()
                .map(alarm -> "alarm: " + alarm + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Returns a line with the counts; empty if they are not recorded. */
    static String imagesPerClass(Map<String, Integer> counts) {
        return counts.isEmpty() ? "" : "images per class: " + new ClassCounts(counts) + System.lineSeparator();
    }
}
