package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainedTrunkTest {
    private static final PreActResNet CLASSIFIER = new PreActResNet(10, 4, 10, Normalisation.IMAGENET);
    private static final PreActResNet ROTATION = CLASSIFIER.withClasses(4);

    private final Weights initial = Weights.initial(CLASSIFIER.tensors(), 1);
    private final Weights pretrained = Weights.initial(ROTATION.tensors(), 2);

    @Test
    void trunkIsLoadedAndEveryTensorIsReported() {
        PretrainedTrunk load = PretrainedTrunk.of(CLASSIFIER.tensors(), initial, pretrained);

        assertThat(load.matched())
                .contains("conv1.weight", "layer3.0.bn0.running_var")
                .hasSize(45);
        assertThat(load.fresh()).contains("layer4.0.conv1.weight", "fc.weight").hasSize(17);
        assertThat(load.ignored()).containsExactlyElementsOf(load.fresh());
        for (Tensor tensor : load.weights().inOrder(CLASSIFIER.tensors())) {
            Weights source = load.matched().contains(tensor.name()) ? pretrained : initial;
            assertThat(source.find(tensor.name())).contains(tensor);
        }
    }

    @Test
    void tensorMissingFromThePretrainedWeightsStaysFresh() {
        Weights partial = Weights.of(pretrained.tensors().subList(0, 3));

        PretrainedTrunk load = PretrainedTrunk.of(CLASSIFIER.tensors(), initial, partial);

        assertThat(load.matched()).containsExactly("conv1.weight", "bn1.weight", "bn1.bias");
        assertThat(load.fresh()).contains("bn1.running_mean");
    }

    @Test
    void stateDictWithoutAMatchingTensorIsRejected() {
        Weights renamed = Weights.ofEnsemble(List.of(pretrained));

        assertThatThrownBy(() -> PretrainedTrunk.of(CLASSIFIER.tensors(), initial, renamed))
                .hasMessageContaining("0.conv1.weight")
                .hasMessageContaining("expected names such as conv1.weight");
    }

    @Test
    void differentShapeIsAnError() {
        PreActResNet wider = new PreActResNet(10, 8, 10, Normalisation.IMAGENET);

        assertThatThrownBy(() -> PretrainedTrunk.of(wider.tensors(), Weights.initial(wider.tensors(), 1), pretrained))
                .hasMessageContaining("'conv1.weight' is F32[4, 3, 3, 3]");
    }
}
