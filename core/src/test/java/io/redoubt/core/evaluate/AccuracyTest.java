package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {

    /** Clean: images 0, 1, 2 right; fgsm: 0, 1, 3; pgd-20: 0, 2, 3. */
    private static final Scores SCORES = new Scores(
            SchemaVersion.VERSION,
            List.of(1, 2, 3, 300),
            List.of(1, 2, 3, 0),
            Map.of("fgsm", List.of(1, 2, 0, 300), "pgd-20", List.of(1, 0, 3, 300)),
            Map.of());

    @Test
    void standardAccuracyIsOnCleanImages() {
        assertThat(Accuracy.standard(SCORES)).isEqualTo(new Accuracy(3, 4));
    }

    @Test
    void eachAttackHasAnAccuracy() {
        assertThat(Accuracy.under("fgsm", SCORES)).isEqualTo(new Accuracy(3, 4));
        assertThat(Accuracy.under("pgd-20", SCORES)).isEqualTo(new Accuracy(3, 4));
    }

    @Test
    void robustAccuracyIsTheWorstCasePerImage() {
        assertThat(Accuracy.robust(SCORES))
                .as("images 0 and 3: image 3 counts although its clean prediction is wrong")
                .isEqualTo(new Accuracy(2, 4));
    }

    @Test
    void robustAccuracyUnderOneAttackIsTheAccuracyUnderIt() {
        Scores one = new Scores(
                SchemaVersion.VERSION,
                SCORES.labels(),
                SCORES.clean(),
                Map.of("fgsm", SCORES.attacks().get("fgsm")),
                Map.of());

        assertThat(Accuracy.robust(one)).isEqualTo(Accuracy.under("fgsm", one));
    }

    @Test
    void robustAccuracyNeedsAnAttack() {
        Scores none = new Scores(SchemaVersion.VERSION, SCORES.labels(), SCORES.clean(), Map.of(), Map.of());

        assertThatThrownBy(() -> Accuracy.robust(none))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("attacks");
    }

    @Test
    void unknownAttackIsNamed() {
        assertThatThrownBy(() -> Accuracy.under("pgd-7", SCORES))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("attacks.pgd-7");
    }
}
