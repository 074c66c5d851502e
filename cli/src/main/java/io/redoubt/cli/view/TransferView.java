package io.redoubt.cli.view;

import io.redoubt.api.report.TransferMatrix;
import java.util.ArrayList;
import java.util.List;

/** The transfer matrix as text: a row for each subject that examples were made for, a column for each that is judged on them. */
public final class TransferView {

    private TransferView() {}

    /** The matrix, with a line above that says how to read it. Columns are numbered, since names are long. */
    public static String of(TransferMatrix transfer) {
        List<String> head = new ArrayList<>(List.of("", "examples made for"));
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
        return "transfer: accuracy of the model of each column on the examples of each row; the diagonal is RA"
                + System.lineSeparator() + table;
    }
}
