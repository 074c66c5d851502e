package io.redoubt.core.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NetworkDepths;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class NetworksTest {
    static final List<String> ARCHITECTURES = Networks.STANDARD.names();

    @ParameterizedTest
    @FieldSource("ARCHITECTURES")
    void networkHasTheNameItIsRegisteredUnder(String name) {
        int depth = LeastDepth.of(name);
        Network network = Networks.STANDARD.network(new ModelSpec(name, depth, 2), 3, Normalisation.IMAGENET);

        assertThat(network.architecture()).isEqualTo(name);
        assertThat(List.of(network.depth(), network.width(), network.classes(), network.channels()))
                .containsExactly(depth, 2, 3, 3);
        assertThat(network.withClasses(5).withClasses(3)).isEqualTo(network);
        assertThat(network.withClasses(5).tensors()).hasSameSizeAs(network.tensors());
    }

    @Test
    void unknownArchitectureIsRejectedWithTheKnownNames() {
        assertThatThrownBy(() -> Networks.STANDARD.network("lenet", 10, 2, 3, Normalisation.IMAGENET))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("architecture: 'lenet' is not known; known are preact-resnet-v2-cifar, ");
    }

    @Test
    void duplicateRegistrationIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.STANDARD.with("resnet", ResNet::new))
                .withMessageContaining("'resnet' is registered twice");
    }

    @ParameterizedTest
    @CsvSource({
        "preact-resnet-v2-cifar, 50, 64, 23516874, PreActResNet-50",
        "preact-resnet, 18, 64, 11171146, PreActResNet-18",
        "preact-resnet-bn, 18, 64, 11172170, PreActResNet-18",
        "resnet, 18, 64, 11173962, ResNet-18",
        "resnet, 34, 64, 21282122, ResNet-34",
        "resnet, 50, 64, 23520842, ResNet-50",
        "wide-resnet, 28, 10, 36479194, WideResNet-28-10",
        "wide-resnet, 34, 10, 46160474, WideResNet-34-10",
        "wide-resnet, 34, 20, 184531674, WideResNet-34-20",
        "dm-wide-resnet-silu, 70, 16, 266796506, WideResNet-70-16"
    })
    void publishedNetworksHaveTheirNameAndNumberOfParameters(
            String architecture, int depth, int width, long parameters, String published) {
        ModelSpec spec = new ModelSpec(architecture, depth, width);
        Network network = Networks.STANDARD.network(spec, 10, Normalisation.IMAGENET);

        assertThat(network.tensors().stream()
                        .filter(tensor -> tensor.role().isParameter())
                        .mapToLong(TensorSpec::elements)
                        .sum())
                .isEqualTo(parameters);
        assertThat(Networks.STANDARD.publishedName(spec)).isEqualTo(published);
    }

    @Test
    void nonStandardWidthIsPartOfTheName() {
        assertThat(Networks.STANDARD.publishedName(new ModelSpec("resnet", 50, 8)))
                .isEqualTo("ResNet-50, width 8");
    }

    @ParameterizedTest
    @CsvSource({
        "preact-resnet-bn, '(layer4|bn|linear)\\..*', 64",
        "resnet, '(layer4|linear)\\..*', 64",
        "wide-resnet, '(block3|bn1|fc)\\..*', 512",
        "dm-wide-resnet, '(layer\\.2|batchnorm|logits)\\..*', 512"
    })
    void lastStageBelongsToTheHead(String architecture, String head, int trunkChannels) {
        Network network = Networks.STANDARD.network(architecture, 16 + 6 * 3, 16, 10, Normalisation.IMAGENET);

        network.tensors().forEach(tensor -> assertThat(tensor.part())
                .as(tensor.name())
                .isEqualTo(tensor.name().matches(head) ? NetworkPart.HEAD : NetworkPart.TRUNK));
        assertThat(network.trunkChannels()).isEqualTo(trunkChannels);
    }

    /** Services without the learning engine check requests by the depths that the api knows. */
    @ParameterizedTest
    @FieldSource("ARCHITECTURES")
    void existsAtTheDepthsThatTheApiKnows(String architecture) {
        Optional<NetworkDepths> depths = NetworkDepths.of(architecture);

        assertThat(IntStream.range(0, 160)
                        .filter(depth -> depths.isPresent()
                                && depths.get().contains(depth) != LeastDepth.exists(architecture, depth)))
                .as("depths that NetworkDepths and the network disagree on")
                .isEmpty();
    }

    @Test
    void invalidWideResNetIsRejectedByField() {
        assertThatThrownBy(() -> Networks.STANDARD.network("wide-resnet", 30, 10, 10, Normalisation.IMAGENET))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("model.depth: 30 is not the depth of a WideResNet (6n+4); the nearest are 28 and 34");
        assertThatThrownBy(() -> Networks.STANDARD.network("wide-resnet", 28, 0, 10, Normalisation.IMAGENET))
                .hasMessageStartingWith("model.width: 0");
    }
}
