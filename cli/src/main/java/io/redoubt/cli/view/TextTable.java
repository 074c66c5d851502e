package io.redoubt.cli.view;

import io.redoubt.api.SanitizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text table. Leading columns are left-aligned, the others right-aligned. */
final class TextTable {

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param leftColumns number of left-aligned columns
     * @param head column headers
     */
    TextTable(int leftColumns, List<String> head) {
        this.leftColumns = leftColumns;
        add(head);
    }

    /** Adds a row with one cell per column. */
    void add(List<String> cells) {
        rows.add(cells.stream().map(SanitizedText::of).toList());
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String alignment = i < leftColumns ? "-" : "";
                line.append(String.format(Locale.ROOT, "%" + alignment + widths[i] + "s  ", row.get(i)));
            }
            table.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString();
    }
}
