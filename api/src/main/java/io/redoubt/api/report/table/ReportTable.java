package io.redoubt.api.report.table;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import io.redoubt.api.WireNamed;
import io.redoubt.api.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of a report. Accuracies are shares in [0, 1]; the first column is the id of the experiment, so that tables of
 * several experiments can be joined.
 */
public enum ReportTable implements WireNamed {
    /** One row per subject, with the figures of {@link io.redoubt.api.report.ReportRow}, or the reason why it failed. */
    RESULTS(
            List.of(
                    "experiment",
                    "subject",
                    "scenario",
                    "pretext",
                    "standardAccuracy",
                    "robustAccuracy",
                    "robustAccuracyLow",
                    "robustAccuracyHigh",
                    "lastRobustAccuracy",
                    "bestEpoch",
                    "corruptionAccuracy",
                    "forwardPasses",
                    "seconds",
                    "unreliable",
                    "failure"),
            ReportRows::results),

    /** One row per subject and attack. */
    ATTACKS(
            List.of("experiment", "subject", "attack", "accuracy", "forwardPasses", "backwardPasses", "seconds"),
            ReportRows::attacks),

    /** One row per pair of subjects; empty if the request did not ask for transfer. */
    TRANSFER(List.of("experiment", "examplesFor", "subject", "robustAccuracy"), ReportRows::transfer),

    /** One row per subject, family of corruptions and severity; empty if the request did not ask for corruptions. */
    CORRUPTIONS(List.of("experiment", "subject", "family", "severity", "accuracy"), ReportRows::corruptions),

    /** One row per alarm. */
    ALARMS(List.of("experiment", "alarm"), ReportRows::alarms);

    private final List<String> columns;
    private final Function<Report, List<List<Object>>> rows;

    ReportTable(List<String> columns, Function<Report, List<List<Object>>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ReportTable::wireName).toList();
    }

    /**
     * The table of a name.
     *
     * @param field of the name, for the message
     * @throws InvalidFieldException if there is no such table
     */
    public static ReportTable named(String field, String name) {
        return Arrays.stream(values())
                .filter(table -> table.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        field,
                        Ids.quote(name) + " is not a table"
                                + NearestName.of(name, names())
                                        .map(nearest -> "; did you mean " + nearest + "? Use one of ")
                                        .orElse("; use one of ")
                                + names().stream().collect(Collectors.joining(", "))));
    }

    /** Returns the table as CSV, in UTF-8, with a header line. */
    public String csv(Report report) {
        return Csv.text(columns, rows.apply(report));
    }
}
