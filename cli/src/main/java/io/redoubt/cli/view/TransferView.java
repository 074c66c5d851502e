package io.redoubt.cli.view;

import io.redoubt.api.report.TransferMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The transfer matrix as text: one row per model that examples were generated for, one column per model evaluated on
 * them.
 */
public final class TransferView {

    private TransferView() {}

    /** Formats the matrix under a line that explains it. Columns are numbered because names are long. */
    public static String of(TransferMatrix transfer) {
        List<String> head = new ArrayList<>(List.of("", "examples for"));
        for (int i = 1; i <= transfer.subjects().size(); i++) {
            head.add(i + " %");
        }
        TextTable table = new TextTable(2, head);
        for (int i = 0; i < transfer.subjects().size(); i++) {
            List<String> cells = new ArrayList<>(
                    List.of(String.valueOf(i + 1), transfer.subjects().get(i)));
            transfer.robustAccuracy().get(i).forEach(share -> cells.add(TableView.percent(share)));
            table.add(cells);
        }
        return "transfer: accuracy of each column's model on each row's examples; the diagonal is RA"
                + System.lineSeparator() + table;
    }
}
