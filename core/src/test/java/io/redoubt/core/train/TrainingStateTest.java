package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.core.model.Weights;
import io.redoubt.data.file.CorruptFiles;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStateTest {

    @Test
    void stateIsReadBackFromAFile() {
        for (Optional<PartialEpoch> partial :
                List.of(Optional.<PartialEpoch>empty(), Optional.of(new PartialEpoch(7, 10 / 3.0)))) {
            TrainingState state = state(partial);

            TrainingState read = ResumeTest.stored(state);

            assertThat(read).isEqualTo(state);
            assertThat(read.epochs()).isEqualTo(2);
            assertThat(read.model()).isEqualTo(weights(4));
        }
    }

    /** Files of whole epochs keep the format from before partial epochs were supported. */
    @Test
    void noPartialEpochIsWrittenBetweenEpochs() {
        assertThat(state(Optional.empty()).metadata())
                .containsOnlyKeys("epochs", "selected", "forwardPasses", "backwardPasses", "epoch.1", "epoch.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0 1.0", "3 NaN", "3 1.0 2", "x 1.0"})
    void invalidPartialEpochIsRejected(String text) {
        assertThatThrownBy(() -> PartialEpoch.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TrainingState state(Optional<PartialEpoch> partial) {
        return new TrainingState(
                weights(1),
                weights(2),
                Optional.of(weights(4)),
                weights(3),
                2,
                List.of(
                        new EpochMetrics(1, 1.0 / 3, 0.1, 0.7),
                        new EpochMetrics(2, 1e-7, 0.2, 0.6, OptionalDouble.of(0.65))),
                partial,
                12_345_678_901L,
                98_765_432_109L);
    }

    @Test
    void adversarialTrainingPrefersTheFirstEpochOfHighestRobustAccuracy() {
        assertThat(metrics(0.8, 0.4).isBetterThan(metrics(0.9, 0.3), true)).isTrue();
        assertThat(metrics(0.95, 0.3).isBetterThan(metrics(0.9, 0.4), true)).isFalse();
        assertThat(metrics(0.95, 0.0).isBetterThan(metrics(0.9, 0.0), true)).isTrue();
        assertThat(metrics(0.9, 0.4).isBetterThan(metrics(0.9, 0.4), true)).isFalse();
    }

    @Test
    void standardTrainingComparesAccuracyOnly() {
        assertThat(metrics(0.9, 0.0).isBetterThan(metrics(0.3, 0.25), false)).isTrue();
        assertThat(metrics(0.9, 0.4).isBetterThan(metrics(0.9, 0.0), false)).isFalse();
    }

    @Test
    void fileThatIsNotATrainingStateIsRejected() {
        assertThatThrownBy(() -> TrainingState.of(new Safetensors(Map.of(), new TreeMap<>())))
                .hasMessageContaining("not a training state");
    }

    @Test
    void corruptStateIsReadOrRejected() {
        TrainingState state = state(Optional.of(new PartialEpoch(7, 10 / 3.0)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        Safetensors valid = new Safetensors(tensors, new TreeMap<>(state.metadata()));
        CorruptFiles corrupt = new CorruptFiles(5);

        for (int i = 0; i < 3000; i++) {
            try {
                TrainingState read = TrainingState.of(corrupt.content(valid));
                assertThat(read.selected()).isBetween(0, read.epochs());
            } catch (IllegalArgumentException e) {
                CorruptFiles.assertExplained(e);
            }
        }
    }

    private static EpochMetrics metrics(double accuracy, double robustAccuracy) {
        return new EpochMetrics(1, 0, accuracy, robustAccuracy);
    }

    private static Weights weights(float value) {
        return Weights.of(List.of(Tensor.of("a", new long[] {1}, new float[] {value})));
    }
}
