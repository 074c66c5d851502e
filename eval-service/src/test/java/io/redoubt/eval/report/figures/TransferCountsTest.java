package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferMatrix;
import io.redoubt.api.report.TransferScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Four images of class 1, two subjects, two attacks: 1 is right, 0 is wrong. */
class TransferCountsTest {

    private static final List<Integer> LABELS = List.of(1, 1, 1, 1);

    @Test
    void entryIsTheWorstCasePerImageOverTheAttacksOfItsSource() {
        TransferMatrix transfer = matrix().transfer();

        assertThat(transfer.subjects()).containsExactly("a", "b");
        assertThat(transfer.robustAccuracy())
                .as("rows: the subject that the examples were made for; columns: the evaluated subject")
                .containsExactly(List.of(0.5, 0.75), List.of(0.25, 0.0));
    }

    @Test
    void imagesThatOnlyTransferredExamplesFoolAreCountedPerImage() {
        assertThat(matrix().missedByOwn("a", "b"))
                .as("images 0 and 1 withstand a's own attacks; image 1 is misclassified on b's examples")
                .isEqualTo(1);
        assertThat(matrix().missedByOwn("b", "a")).isZero();
    }

    @Test
    void scoresOfOtherImagesAreRejected() {
        Map<String, TransferScores> transfers = Map.of(
                "a",
                transferred("b", Map.of("fgsm", List.of(1, 1, 1, 1))),
                "b",
                new TransferScores(
                        SchemaVersion.VERSION, List.of(1, 1, 1, 2), Map.of("a", Map.of("fgsm", List.of(1, 1, 1, 2)))));

        assertThatThrownBy(() -> TransferCounts.of(own(), transfers))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("transfer.b");
    }

    private static TransferCounts matrix() {
        return TransferCounts.of(
                own(),
                Map.of(
                        "a", transferred("b", Map.of("fgsm", List.of(1, 0, 1, 0), "pgd-2", List.of(1, 1, 0, 1))),
                        "b", transferred("a", Map.of("fgsm", List.of(1, 1, 1, 1), "pgd-2", List.of(1, 1, 1, 0)))));
    }

    private static Map<String, Scores> own() {
        Map<String, Scores> own = new LinkedHashMap<>();
        own.put("a", own(Map.of("fgsm", List.of(1, 1, 1, 0), "pgd-2", List.of(1, 1, 0, 1))));
        own.put("b", own(Map.of("fgsm", List.of(1, 1, 0, 0), "pgd-2", List.of(0, 0, 1, 1))));
        return own;
    }

    private static Scores own(Map<String, List<Integer>> attacks) {
        return new Scores(SchemaVersion.VERSION, LABELS, LABELS, attacks, Map.of());
    }

    private static TransferScores transferred(String source, Map<String, List<Integer>> attacks) {
        return new TransferScores(SchemaVersion.VERSION, LABELS, Map.of(source, attacks));
    }
}
