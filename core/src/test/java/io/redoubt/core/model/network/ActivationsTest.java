package io.redoubt.core.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.model.Ensemble;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.SelfieNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The estimate of the memory that a pass takes: values per pixel of an image. */
class ActivationsTest {
    private static final Normalisation COLOUR = Normalisation.forChannels(3);

    /**
     * One basic block per stage. Per pixel: the images twice, the stem in its four steps, and in each block a batch norm
     * and a rectifier of the input, two convolutions, a batch norm and a rectifier between them, the sum, and from stage 2
     * on a projection with its batch norm.
     */
    @Test
    void everyLayerCountsAtItsResolution() {
        int width = 16;
        double stage1 = width * 7;
        double stage2 = width * 2 + width * 2 * 7 / 4.0;
        double stage3 = width * 2 * 2 / 4.0 + width * 4 * 7 / 16.0;
        double stage4 = width * 4 * 2 / 16.0 + width * 8 * 7 / 64.0;

        assertThat(new PreActResNet(10, width, 10, COLOUR).activations())
                .isCloseTo(2 * 3 + 4 * width + stage1 + stage2 + stage3 + stage4, within(1e-9));
    }

    @Test
    void deeperAndWiderNetworksKeepMore() {
        double eighteen = new PreActResNet(18, 64, 10, COLOUR).activations();

        assertThat(eighteen).isBetween(1500.0, 3000.0);
        assertThat(new PreActResNet(34, 64, 10, COLOUR).activations()).isBetween(1.5 * eighteen, 2 * eighteen);
        assertThat(new WideResNet(WideResNet.Variant.RELU, 28, 10, 10, COLOUR, 16).activations())
                .isBetween(3 * eighteen, 6 * eighteen);
        assertThat(new ResNet(18, 64, 10, COLOUR).activations()).isBetween(0.7 * eighteen, 1.3 * eighteen);
    }

    @Test
    void membersOfAnEnsembleAndPatchesOfAnImageAddUp() {
        Network network = new PreActResNet(10, 8, 10, COLOUR);

        assertThat(new Ensemble(List.of(network, network)).activations()).isEqualTo(2 * network.activations());
        assertThat(new SelfieNetwork(network, 4, 4, 1, 2).activations())
                .isBetween(0.7 * network.activations(), network.activations());
    }
}
