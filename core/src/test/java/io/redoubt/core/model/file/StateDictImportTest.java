package io.redoubt.core.model.file;

import static io.redoubt.core.model.file.StateDicts.NETWORK;
import static io.redoubt.core.model.file.StateDicts.imported;
import static io.redoubt.core.model.file.StateDicts.prefixed;
import static io.redoubt.core.model.file.StateDicts.tensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PublishedNetwork;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.StateDictImport.Known;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.model.network.ResNet;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictImportTest {
    @ParameterizedTest
    @CsvSource({
        "resnet-18, resnet, 18, 2, own, ''",
        "resnet-18-torchvision, resnet, 18, 2, torchvision, ''",
        "resnet-18-normalised, resnet, 18, 2, own, model.",
        "resnet-18-attacker, resnet, 18, 2, own, module.model.",
        "resnet-34, resnet, 34, 2, own, ''",
        "resnet-50, resnet, 50, 2, own, ''",
        "resnet-50-torchvision, resnet, 50, 2, torchvision, ''",
        "preact-resnet-18, preact-resnet, 18, 2, own, ''",
        "preact-resnet-18-bn, preact-resnet-bn, 18, 2, own, ''",
        "preact-resnet-18-bn-parallel, preact-resnet-bn, 18, 2, own, module.",
        "preact-resnet-18-bn-constants, preact-resnet-bn, 18, 2, own, ''",
        "wide-resnet-10-1-sub-block, wide-resnet, 10, 1, own, ''",
        "dm-wide-resnet-10-1, dm-wide-resnet-silu, 10, 1, own, ''",
    })
    void architectureDepthAndWidthFollowFromTheTensors(
            String state, String architecture, int depth, int width, String naming, String prefix) {
        StateDictImport found = imported(PublishedNetwork.file(state).tensors().values());

        assertThat(found.network().architecture()).isEqualTo(architecture);
        assertThat(found.network().depth()).isEqualTo(depth);
        assertThat(found.network().width()).isEqualTo(width);
        assertThat(found.network().classes()).isEqualTo(10);
        assertThat(found.network().channels()).isEqualTo(3);
        assertThat(found.naming().name()).isEqualTo(naming);
        assertThat(found.prefix()).isEqualTo(prefix);
        assertThat(found.weights().tensors()).hasSameSizeAs(found.network().tensors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "module.", "1.", "module.1.", "1.module.", "model.backbone."})
    void wrapperPrefixIsStripped(String prefix) {
        Network network = new PreActResNet(10, 2, 3, Normalisation.IMAGENET);
        List<Tensor> tensors = tensors(network);
        tensors.replaceAll(tensor -> tensor.named(prefix + tensor.name()));
        tensors.add(Tensor.of(prefix + "bn1.num_batches_tracked", new long[0], new long[] {7}));

        StateDictImport found = imported(tensors);

        assertThat(found.prefix()).isEqualTo(prefix);
        assertThat(found.network()).isEqualTo(network);
        assertThat(found.weights()).isEqualTo(Weights.initial(network.tensors(), 1));
        assertThat(found.ignored()).containsExactly(prefix + "bn1.num_batches_tracked");
    }

    @Test
    void unusedLayersAndDuplicateTensorsAreReported() {
        assertThat(imported(PublishedNetwork.file("wide-resnet-10-1-sub-block")
                                .tensors()
                                .values())
                        .ignored())
                .contains("sub_block1.layer.0.conv1.weight", "bn1.num_batches_tracked");
        assertThat(imported(PublishedNetwork.file("resnet-18-attacker")
                                .tensors()
                                .values())
                        .ignored())
                .contains("module.attacker.model.conv1.weight");
    }

    @ParameterizedTest
    @CsvSource({
        "wide-resnet-10-1-sub-block, wide-resnet-silu",
        "dm-wide-resnet-10-1, dm-wide-resnet",
        "preact-resnet-18-bn, preact-resnet-bn-raw-shortcut"
    })
    void ambiguousArchitecturesAreListed(String state, String alternative) {
        assertThat(imported(PublishedNetwork.file(state).tensors().values()).alternatives())
                .containsExactly(alternative);
    }

    @Test
    void leftOverTensorsAreRejectedWithTheNearestArchitecture() {
        List<Tensor> tensors = tensors(new ResNet(18, 2, 10, Normalisation.IMAGENET));
        tensors.add(Tensor.of("attention.query", new long[] {2, 2}, new float[4]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("the nearest is resnet, depth 18, width 2")
                .withMessageContaining("[attention.query] are left over")
                .withMessageContaining("save the state dict without them")
                .withMessageContaining("known architectures are preact-resnet-v2-cifar, ");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefusedByTheirNamesInTheFile(float value) {
        List<Tensor> tensors = new ArrayList<>(tensors(new PreActResNet(10, 2, 3, Normalisation.IMAGENET)));
        tensors.replaceAll(tensor -> tensor.named("module." + tensor.name()));
        tensors.replaceAll(tensor -> tensor.name().equals("module.fc.bias")
                ? Tensor.of(tensor.name(), tensor.shape(), new float[] {0, value, 0})
                : tensor);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageStartingWith("tensors [module.fc.bias] hold values that are NaN or infinite; ");
    }

    @Test
    void missingTensorsAndWrongShapesAreNamed() {
        List<Tensor> tensors = tensors(new ResNet(18, 2, 10, Normalisation.IMAGENET));
        tensors.removeIf(tensor -> tensor.name().equals("linear.bias"));
        tensors.replaceAll(tensor -> tensor.name().equals("conv1.weight")
                ? Tensor.of("conv1.weight", new long[] {2, 3, 7, 7}, new float[2 * 3 * 7 * 7])
                : tensor);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("the nearest is resnet, depth 18, width 2")
                .withMessageContaining("[linear.bias] are missing")
                .withMessageContaining("'conv1.weight' is F32[2, 3, 7, 7]; the network needs F32[2, 3, 3, 3]");
    }

    @Test
    void stateDictOfAnUnknownNetworkIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(List.of(Tensor.of("encoder.kernel", new long[] {1, 1}, new float[1]))))
                .withMessageStartingWith("none of the tensors [encoder.kernel] is that of a known network")
                .withMessageContaining("wide-resnet");
    }

    @Test
    void twoNetworksInOneFileAreRejected() {
        Weights one = Weights.initial(new ResNet(10, 2, 3, Normalisation.IMAGENET).tensors(), 1);
        Weights other = Weights.initial(new ResNet(10, 2, 3, Normalisation.IMAGENET).tensors(), 2);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> imported(Weights.ofEnsemble(List.of(one, other)).tensors()))
                .withMessageContaining("1.conv1.weight");
    }

    @Test
    void convolutionBiasIsRejected() {
        List<Tensor> tensors = tensors(NETWORK);
        tensors.add(Tensor.of("conv1.bias", new long[] {2}, new float[] {1, 1}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("'conv1.bias' is the bias of a convolution");
    }

    @Test
    void depthWithFewerTensorsIsRejectedWithTheOneThatFits() {
        for (int depth : new int[] {10, 18}) {
            Known known = new Known(
                    Optional.empty(), OptionalInt.of(depth), OptionalInt.of(2), Optional.empty(), Optional.empty());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StateDictImport.of(
                            Networks.STANDARD, tensors(new PreActResNet(34, 2, 3, Normalisation.IMAGENET)), known))
                    .withMessageContaining("the tensors are those of preact-resnet-v2-cifar, depth 34, width 2")
                    .withMessageContaining("are left over");
        }
    }

    @Test
    void secondNetworkWithOneTensorLessIsRejectedWithoutAPrefix() {
        List<Tensor> tensors = prefixed("model.", 1);
        List<Tensor> average = prefixed("ema.", 2);
        average.removeIf(tensor -> tensor.name().equals("ema.fc.bias"));
        tensors.addAll(average);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("under the prefixes 'model.', 'ema.'; choose one with --prefix");
        StateDictImport chosen = StateDictImport.of(Networks.STANDARD, tensors, prefix("model."));
        assertThat(chosen.weights()).isEqualTo(Weights.initial(NETWORK.tensors(), 1));
        assertThat(chosen.ignored())
                .containsExactlyElementsOf(average.stream().map(Tensor::name).toList());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDictImport.of(Networks.STANDARD, tensors, prefix("ema.")))
                .withMessageContaining("[fc.bias] are missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDictImport.of(Networks.STANDARD, tensors, prefix("teacher.")))
                .withMessageContaining("no tensor begins with 'teacher.'");
    }

    @Test
    void equalNetworksUnderSeveralPrefixesAreOne() {
        List<Tensor> tensors = prefixed("module.", 1);
        List<Tensor> copies = prefixed("ema.module.", 1);
        copies.remove(0);
        tensors.addAll(copies);
        tensors.add(Tensor.of("ema.n_averaged", new long[0], new long[] {3}));

        StateDictImport found = imported(tensors);

        assertThat(found.prefix()).isEqualTo("module.");
        assertThat(found.weights()).isEqualTo(Weights.initial(NETWORK.tensors(), 1));
        assertThat(found.ignored())
                .contains("ema.n_averaged", copies.get(0).name())
                .hasSize(copies.size() + 1);
    }

    @Test
    void emptyPrefixSelectsTheNetworkWithoutOne() {
        List<Tensor> tensors = tensors(NETWORK);
        tensors.addAll(prefixed("ema.", 2));

        assertThat(StateDictImport.of(Networks.STANDARD, tensors, prefix("")).weights())
                .isEqualTo(Weights.initial(NETWORK.tensors(), 1));
        tensors.add(Tensor.of("layer1.1.conv1.weight", new long[] {2, 2, 3, 3}, new float[36]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDictImport.of(Networks.STANDARD, tensors, prefix("")))
                .withMessageContaining("layer1.1.conv1.weight");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F16", "BF16", "F64"})
    void weightsOfOtherPrecisionAreRefusedWithTheNetworkThatTheyAreOf(DType type) {
        List<Tensor> tensors = tensors(new ResNet(10, 2, 3, Normalisation.IMAGENET));
        tensors.replaceAll(tensor -> new Tensor(
                tensor.name(), type, tensor.shape(), ByteBuffer.allocate(type.bytes() * (int) tensor.elements())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("the nearest is resnet, depth 10, width 2")
                .withMessageContaining("'conv1.weight' is " + type + "[2, 3, 3, 3]; the network needs F32[2, 3, 3, 3]")
                .withMessageContaining("and " + (tensors.size() - 3) + " more differ in type or shape")
                .withMessageContaining("save `model.float().state_dict()`");
    }

    private static Known prefix(String prefix) {
        return new Known(
                Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(prefix));
    }

    @Test
    void unknownArchitectureIsRejectedWithTheKnownOnes() {
        Known lenet = new Known(
                Optional.of("lenet"), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> StateDictImport.of(Networks.STANDARD, List.of(), lenet))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("known are preact-resnet-v2-cifar");
    }
}
