package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import org.junit.jupiter.api.Test;

class WorstCaseAccuracyTest {
    private static final int[] LABELS = {0, 1, 2, 3, 4};

    /** Of images 10 to 14, image 11 is wrong. */
    private final WorstCaseAccuracy worst = new WorstCaseAccuracy(predictions(10, 15, 0, 9, 2, 3, 4));

    @Test
    void worstCaseIsEmptyWithoutAttacks() {
        assertThat(worst.accuracy()).isEmpty();
    }

    @Test
    void imageIsRobustIfCleanAndAllAttackedPredictionsAreCorrect() {
        worst.add(predictions(10, 15, 0, 1, 9, 3, 4));
        worst.add(predictions(10, 15, 0, 1, 2, 9, 4));

        assertThat(worst.accuracy()).contains(new Accuracy(2, 5));
    }

    @Test
    void imagesWithoutAnAttackAreNotCounted() {
        worst.add(predictions(13, 14, 9));
        worst.add(predictions(11, 13, 1, 2));

        assertThat(worst.accuracy()).as("only image 12 of 11, 12 and 13").contains(new Accuracy(1, 3));
    }

    @Test
    void imagesOutsideTheRangeAreRejected() {
        assertThatThrownBy(() -> worst.add(predictions(9, 10, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> worst.add(predictions(14, 16, 0, 0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Predictions predictions(int from, int to, int... predicted) {
        int[] labels = new int[to - from];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = LABELS[(from + i) % LABELS.length];
        }
        return new Predictions(new IndexRange(from, to), predicted, labels);
    }
}
