package io.redoubt.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainValidationSplitTest {

    @Test
    void partsAreDisjointAndComplete() {
        TrainValidationSplit split = TrainValidationSplit.of(1000, 100, 5);

        assertThat(split.heldOut()).hasSize(100).isSorted();
        assertThat(split.training()).hasSize(900).isSorted();
        assertThat(IntStream.concat(IntStream.of(split.heldOut()), IntStream.of(split.training()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void splitIsAFunctionOfTheSeed() {
        assertThat(TrainValidationSplit.of(10, 3, 1).heldOut()).containsExactly(2, 7, 9);
        assertThat(TrainValidationSplit.of(1000, 100, 1).heldOut())
                .isNotEqualTo(TrainValidationSplit.of(1000, 100, 2).heldOut());
        assertThat(TrainValidationSplit.of(10, 0, 1).training())
                .isEqualTo(IntStream.range(0, 10).toArray());
    }

    @Test
    void holdOutOfAllImagesIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainValidationSplit.of(10, 10, 1))
                .withMessageContaining("holdOut is 10");
        assertThatIllegalArgumentException().isThrownBy(() -> TrainValidationSplit.of(10, -1, 1));
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
