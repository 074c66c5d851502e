package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.TransferMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferViewTest {

    @Test
    void rowsAreSourcesAndColumnsAreEvaluatedModels() {
        TransferMatrix transfer = new TransferMatrix(
                List.of("none/full-standard", "rotation/full-adversarial"),
                List.of(List.of(0.0, 0.7812), List.of(0.85, 0.504)));

        assertThat(TransferView.of(transfer).lines())
                .containsExactly(
                        "transfer: accuracy of each column's model on each row's examples; the diagonal is RA",
                        "   examples for                 1 %    2 %",
                        "1  none/full-standard          0.00  78.12",
                        "2  rotation/full-adversarial  85.00  50.40");
    }
}
