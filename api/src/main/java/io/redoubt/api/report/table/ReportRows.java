package io.redoubt.api.report.table;

import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.TransferMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of the tables of a report. A value that is not known is null. */
final class ReportRows {

    private ReportRows() {}

    static List<List<Object>> results(Report report) {
        List<List<Object>> rows = new ArrayList<>();
        report.rows().forEach(row -> rows.add(result(report.experiment(), row)));
        for (FailedSubject failed : report.failed()) {
            rows.add(row(
                    report.experiment(),
                    failed.subject(),
                    failed.scenario(),
                    failed.pretext(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    failed.reason()));
        }
        return rows;
    }

    private static List<Object> result(String experiment, ReportRow row) {
        boolean hasInterval = row.confidence95().size() == 2;
        return row(
                experiment,
                row.subject(),
                row.scenario(),
                row.pretext(),
                row.standardAccuracy(),
                row.robustAccuracy(),
                hasInterval ? row.confidence95().get(0) : null,
                hasInterval ? row.confidence95().get(1) : null,
                row.lastRobustAccuracy().orElse(null),
                row.bestEpoch().isPresent() ? row.bestEpoch().getAsInt() : null,
                row.corruptions().map(CorruptionAccuracy::core).orElse(null),
                row.forwardPasses(),
                row.seconds(),
                row.unreliable(),
                null);
    }

    static List<List<Object>> attacks(Report report) {
        List<List<Object>> rows = new ArrayList<>();
        for (ReportRow row : report.rows()) {
            new TreeMap<>(row.attacks()).forEach((attack, accuracy) -> {
                Optional<AttackCost> cost = Optional.ofNullable(row.costs().get(attack));
                rows.add(row(
                        report.experiment(),
                        row.subject(),
                        attack,
                        accuracy,
                        cost.map(AttackCost::forwardPasses).orElse(null),
                        cost.map(AttackCost::backwardPasses).orElse(null),
                        cost.map(AttackCost::seconds).orElse(null)));
            });
        }
        return rows;
    }

    static List<List<Object>> transfer(Report report) {
        List<List<Object>> rows = new ArrayList<>();
        if (report.transfer().isPresent()) {
            TransferMatrix matrix = report.transfer().get();
            for (int i = 0; i < matrix.subjects().size(); i++) {
                for (int j = 0; j < matrix.subjects().size(); j++) {
                    rows.add(row(
                            report.experiment(),
                            matrix.subjects().get(i),
                            matrix.subjects().get(j),
                            matrix.robustAccuracy().get(i).get(j)));
                }
            }
        }
        return rows;
    }

    static List<List<Object>> corruptions(Report report) {
        List<List<Object>> rows = new ArrayList<>();
        for (ReportRow row : report.rows()) {
            row.corruptions().ifPresent(measured -> new TreeMap<>(measured.families()).forEach((family, shares) -> {
                for (int severity = 1; severity <= shares.size(); severity++) {
                    rows.add(row(report.experiment(), row.subject(), family, severity, shares.get(severity - 1)));
                }
            }));
        }
        return rows;
    }

    static List<List<Object>> alarms(Report report) {
        return report.alarms().stream()
                .map(alarm -> row(report.experiment(), alarm))
                .toList();
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }
}
