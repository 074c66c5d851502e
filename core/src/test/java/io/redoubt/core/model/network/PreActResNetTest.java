package io.redoubt.core.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.ScriptSource;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PreActResNetTest {

    @Test
    void paperNetworkHasThePublishedNumberOfParameters() {
        PreActResNet resNet50 = new PreActResNet(50, 64, 10, Normalisation.IMAGENET);

        assertThat(parameters(resNet50, tensor -> true)).isEqualTo(23_516_874);
        assertThat(parameters(resNet50, tensor -> tensor.part() == NetworkPart.TRUNK))
                .isEqualTo(8_533_696);
        assertThat(parameters(resNet50.withClasses(4), tensor -> true)).isEqualTo(23_504_580);
        assertThat(parameters(resNet50.withClasses(31), tensor -> true)).isEqualTo(23_559_903);
    }

    @Test
    void tensorsHavePyTorchNames() {
        List<String> names = new PreActResNet(10, 8, 10, Normalisation.forChannels(1))
                .tensors().stream().map(TensorSpec::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .startsWith("conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var")
                .contains("layer1.0.bn0.weight", "layer2.0.shortcut.0.weight", "layer2.0.shortcut.1.running_var")
                .endsWith("fc.weight", "fc.bias")
                .doesNotContain("layer1.0.shortcut.0.weight");
    }

    @Test
    void trunkEndsBeforeStage4() {
        new PreActResNet(18, 4, 10, Normalisation.IMAGENET).tensors().forEach(tensor -> assertThat(tensor.part())
                .as(tensor.name())
                .isEqualTo(tensor.name().matches("(layer4|fc)\\..*") ? NetworkPart.HEAD : NetworkPart.TRUNK));
    }

    @Test
    void invalidNetworkIsRejectedByField() {
        assertThatThrownBy(() -> new PreActResNet(12, 8, 10, Normalisation.IMAGENET))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("model.depth: 12")
                .hasMessageEndingWith("the nearest are 10 and 14");
        assertThatThrownBy(() -> new PreActResNet(10, 0, 10, Normalisation.IMAGENET))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("model.width: 0");
        assertThatThrownBy(() -> new PreActResNet(10, 8, 1, Normalisation.IMAGENET))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("classes: 1");
    }

    private static long parameters(PreActResNet architecture, Predicate<TensorSpec> which) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.role().isParameter())
                .filter(which)
                .mapToLong(TensorSpec::elements)
                .sum();
    }

    /** The engine's gradients of such convolutions are unreliable, see {@link NetworkWriter#pointwise}. */
    @Test
    void pointwiseConvolutionIsAMatrixProduct() {
        for (int depth : List.of(10, 14, 50)) {
            ScriptSource source = new ScriptSource();
            new PreActResNet(depth, 8, 10, Normalisation.IMAGENET).defineLogits(source);

            assertThat(source.text()).contains("[1, 1], [1, 1], 1)").doesNotContain("[0, 0], [1, 1], 1)");
        }
    }
}
