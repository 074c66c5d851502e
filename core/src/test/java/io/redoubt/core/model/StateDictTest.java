package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {
    private static final PreActResNet NETWORK = new PreActResNet(10, 2, 3, Normalisation.IMAGENET);
    private static final List<TensorSpec> SPECS = NETWORK.tensors();
    private static final Weights WEIGHTS = Weights.initial(SPECS, 1);

    @ParameterizedTest
    @ValueSource(strings = {"", "module.", "1.", "module.1.", "1.module.", "model.backbone."})
    void thePrefixOfAWrapperIsStripped(String prefix) {
        StateDict read = StateDict.of(SPECS, prefixed(prefix));

        assertThat(read.prefix()).isEqualTo(prefix);
        assertThat(read.complete()).isEqualTo(WEIGHTS);
        assertThat(read.matched())
                .containsExactlyElementsOf(SPECS.stream().map(TensorSpec::name).toList());
        assertThat(read.missing()).isEmpty();
        assertThat(read.ignored()).isEmpty();
    }

    @Test
    void whatTheNetworkLacksIsIgnoredAndNamedAsFound() {
        List<Tensor> tensors = prefixed("1.");
        tensors.add(Tensor.of("0.mean", new long[] {3}, new float[3]));
        tensors.add(Tensor.of("1.bn1.num_batches_tracked", new long[0], new long[] {7}));

        StateDict read = StateDict.of(SPECS, tensors);

        assertThat(read.ignored()).containsExactly("0.mean", "1.bn1.num_batches_tracked");
        assertThat(read.complete()).isEqualTo(WEIGHTS);
    }

    @Test
    void missingTensorsAreNamedAndMakeTheWeightsIncomplete() {
        List<Tensor> tensors = prefixed("module.");
        tensors.removeIf(tensor -> tensor.name().startsWith("module.fc"));

        StateDict read = StateDict.of(SPECS, tensors);

        assertThat(read.missing()).containsExactly("fc.weight", "fc.bias");
        assertThat(read.matched()).hasSize(SPECS.size() - 2).doesNotContain("fc.weight");
        assertThatIllegalArgumentException()
                .isThrownBy(read::complete)
                .withMessageContaining("[fc.weight, fc.bias] are missing")
                .withMessageContaining("check depth, width and classes");
    }

    @Test
    void anotherShapeIsAnError() {
        List<TensorSpec> wider = new PreActResNet(10, 4, 3, Normalisation.IMAGENET).tensors();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDict.of(wider, prefixed("1.")))
                .withMessageContaining("'conv1.weight' is F32[2, 3, 3, 3]; the network needs F32[4, 3, 3, 3]");
    }

    @Test
    void nothingThatMatchesIsAnError() {
        List<Tensor> other = List.of(Tensor.of("encoder.kernel", new long[] {1}, new float[1]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDict.of(SPECS, other))
                .withMessageContaining("[encoder.kernel]")
                .withMessageContaining("expected names such as conv1.weight");
    }

    @Test
    void severalNetworksInOneFileAreAnError() {
        Weights two = Weights.ofEnsemble(List.of(WEIGHTS, WEIGHTS));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDict.of(SPECS, two.tensors()))
                .withMessageContaining("prefixes [0., 1.]");
    }

    private static List<Tensor> prefixed(String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : WEIGHTS.tensors()) {
            tensors.add(new Tensor(prefix + tensor.name(), tensor.dtype(), tensor.shape(), tensor.data()));
        }
        return tensors;
    }
}
