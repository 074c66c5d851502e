package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final PreActResNet SMALL = new PreActResNet(10, 8, 10, Normalisation.IMAGENET);

    @Test
    void freshWeightsAreUniformWithinTheFanInBound() {
        Weights weights = Weights.initial(SMALL.tensors(), 1);

        float[] values =
                PyTorchRecording.floats(weights.find("layer3.0.conv2.weight").orElseThrow());

        float bound = (float) (1 / Math.sqrt(32 * 9));
        double squares = 0;
        for (float value : values) {
            assertThat(value).isBetween(-bound, bound);
            squares += value * value;
        }
        // The variance of a uniform distribution on [-b, b] is b*b/3.
        assertThat(squares / values.length / (bound * bound / 3)).isBetween(0.95, 1.05);
    }

    @Test
    void freshTensorDependsOnSeedAndNameOnly() {
        Weights ten = Weights.initial(SMALL.tensors(), 1);
        Weights four = Weights.initial(SMALL.withClasses(4).tensors(), 1);
        Weights otherSeed = Weights.initial(SMALL.tensors(), 2);

        assertThat(four.find("layer4.0.conv1.weight")).isEqualTo(ten.find("layer4.0.conv1.weight"));
        assertThat(otherSeed.find("layer4.0.conv1.weight")).isNotEqualTo(ten.find("layer4.0.conv1.weight"));
    }

    @Test
    void weightsOfAnotherNetworkAreRejected() {
        Weights ten = Weights.initial(SMALL.tensors(), 1);

        assertThatThrownBy(() -> ten.inOrder(SMALL.withClasses(4).tensors()))
                .hasMessageContaining("'fc.weight' is F32[10, 64]")
                .hasMessageContaining("F32[4, 64]");
        assertThatThrownBy(() -> Weights.of(List.of()).inOrder(SMALL.tensors()))
                .hasMessageContaining("'conv1.weight' is missing");
    }

    @Test
    void tensorsThatAreNotFiniteAreNamed() {
        long[] one = {1};
        Weights weights = Weights.of(IntStream.range(0, 13)
                .mapToObj(i -> Tensor.of("t" + i, one, new float[] {i == 0 ? Float.MAX_VALUE : Float.NaN}))
                .toList());

        assertThat(weights.nonFinite()).hasSize(12).doesNotContain("t0");
        assertThatThrownBy(weights::requireFinite)
                .hasMessageStartingWith(
                        "tensors [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10] and 2 more hold values that");
        Weights.of(List.of(Tensor.of("counter", one, new long[] {0x7fc000007fc00000L})))
                .requireFinite();
    }

    @Test
    void duplicateNamesAreRejected() {
        Tensor tensor = Tensor.of("a", new long[] {1}, new float[] {1});

        assertThatThrownBy(() -> Weights.of(List.of(tensor, tensor))).hasMessageContaining("'a' occurs twice");
    }
}
