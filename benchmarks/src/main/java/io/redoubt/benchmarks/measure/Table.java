package io.redoubt.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of results.
 *
 * @param title the heading
 * @param columns the names of the columns; the first names the rows
 * @param rows one cell for each column
 * @param notes sentences below the table
 * @param failures what could not be measured although it should have been, and why; they appear among the notes
 */
public record Table(
        String title, List<String> columns, List<List<String>> rows, List<String> notes, List<String> failures) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + row.size() + " cells; the table has " + columns.size() + " columns");
            }
        }
    }

    /** Returns a table without rows. */
    public static Table of(String title, String... columns) {
        return new Table(title, List.of(columns), List.of(), List.of(), List.of());
    }

    /** Returns the table with one more row. */
    public Table withRow(String... cells) {
        return new Table(title, columns, appended(rows, List.of(cells)), notes, failures);
    }

    /** Returns the table with one more note. */
    public Table withNote(String note) {
        return new Table(title, columns, rows, appended(notes, note), failures);
    }

    /** Returns the table with the failures of the programs of a row, if there are any. */
    public Table withFailures(String row, List<Measurement> measurements) {
        List<String> all = new ArrayList<>(failures);
        for (Measurement measurement : measurements) {
            measurement
                    .failure()
                    .ifPresent(reason -> all.add(row + ": the program '" + measurement.program() + "' " + reason));
        }
        return new Table(title, columns, rows, notes, all);
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> all = new ArrayList<>(list);
        all.add(element);
        return all;
    }

    /** Returns heading, table and notes as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        text.append(line(columns));
        text.append("|---|").append("--:|".repeat(columns.size() - 1)).append('\n');
        rows.forEach(row -> text.append(line(row)));
        if (!notes.isEmpty() || !failures.isEmpty()) {
            text.append('\n');
        }
        notes.forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        failures.forEach(failure ->
                text.append("- **Not measured.** ").append(escaped(failure)).append('\n'));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Table::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }
}
