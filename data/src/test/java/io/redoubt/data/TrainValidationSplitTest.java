package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainValidationSplitTest {

    @Test
    void partsAreDisjointAndComplete() {
        TrainValidationSplit split = TrainValidationSplit.of(new int[1000], 100, 5);

        assertThat(split.heldOut()).hasSize(100).isSorted();
        assertThat(split.training()).hasSize(900).isSorted();
        assertThat(IntStream.concat(IntStream.of(split.heldOut()), IntStream.of(split.training()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void splitIsAFunctionOfTheSeed() {
        assertThat(TrainValidationSplit.of(new int[10], 3, 1).heldOut()).containsExactly(2, 7, 9);
        assertThat(TrainValidationSplit.of(new int[1000], 100, 1).heldOut())
                .isNotEqualTo(TrainValidationSplit.of(new int[1000], 100, 2).heldOut());
        assertThat(TrainValidationSplit.of(new int[10], 0, 1).training())
                .isEqualTo(IntStream.range(0, 10).toArray());
    }

    @Test
    void drawWithEveryClassIsKept() {
        int[] labels = IntStream.range(0, 10).map(i -> i % 2).toArray();

        assertThat(TrainValidationSplit.of(labels, 3, 1).heldOut()).containsExactly(2, 7, 9);
    }

    @Test
    void heldOutImagesContainEveryClassInItsShare() {
        for (long seed = 0; seed < 20; seed++) {
            int[] labels = IntStream.range(0, 72).map(i -> i / 36).toArray();

            int[] heldOut = TrainValidationSplit.of(labels, 4, seed).heldOut();

            assertThat(IntStream.of(heldOut).map(i -> labels[i]))
                    .as("seed %d", seed)
                    .contains(0, 1);
        }
        int[] labels =
                IntStream.range(0, 10).map(i -> i < 2 ? 0 : i < 9 ? 1 : 2).toArray();
        assertThat(IntStream.of(TrainValidationSplit.of(labels, 3, 1).heldOut()).map(i -> labels[i]))
                .as("the draw of images 2, 7 and 9 lacks class 0; the only image of class 2 is trained on")
                .containsExactly(0, 1, 1);
    }

    @Test
    void holdOutOfAllImagesIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainValidationSplit.of(new int[10], 10, 1))
                .withMessageContaining("holdOut is 10");
        assertThatIllegalArgumentException().isThrownBy(() -> TrainValidationSplit.of(new int[10], -1, 1));
    }

    @Test
    void epochVisitsEveryImageOnceInADifferentOrder() {
        int[] indices = {10, 11, 12, 13, 14, 15};

        assertThat(EpochOrder.of(indices, 1, 0)).containsExactly(14, 12, 13, 11, 15, 10);
        assertThat(EpochOrder.of(indices, 1, 1))
                .containsExactlyInAnyOrder(indices)
                .isNotEqualTo(EpochOrder.of(indices, 1, 0));
        assertThat(EpochOrder.of(indices, 2, 0)).isNotEqualTo(EpochOrder.of(indices, 1, 0));
    }
}
