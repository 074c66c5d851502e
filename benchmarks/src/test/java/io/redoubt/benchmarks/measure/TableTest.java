package io.redoubt.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table EMPTY = Table.of("Training steps", "work", "images/s");

    @Test
    void markdownHasHeadingTableAndNotes() {
        Table table = EMPTY.withRow("depth 10", "612 (598 to 620)").withNote("Higher is better.");

        assertThat(table.markdown()).isEqualTo("""
                ### Training steps

                | work | images/s |
                |---|--:|
                | depth 10 | 612 (598 to 620) |

                - Higher is better.
                """);
    }

    @Test
    void failedProgramIsNamedWithItsReason() {
        Measurement failed = new Measurement("PyTorch", List.of(), Optional.of("ended with status 1: no | memory"));

        Table table =
                EMPTY.withRow("depth 10", failed.numbers("seconds").text()).withFailures("depth 10", List.of(failed));

        assertThat(table.markdown())
                .contains("| depth 10 | - |")
                .endsWith("- **Not measured.** depth 10: the program 'PyTorch' ended with status 1: no \\| memory\n");
    }

    @Test
    void rowNeedsACellForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMPTY.withRow("depth 10"))
                .withMessage("row [depth 10] has 1 cells; the table has 2 columns");
    }
}
