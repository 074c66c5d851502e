package io.redoubt.core.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.SelfieNetwork;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfieTaskTest {
    private static final PreActResNet BACKBONE = new PreActResNet(10, 2, 2, Normalisation.IMAGENET);

    private final SelfieTask selfie = new SelfieTask();

    @Test
    void lossAndInputGradientEqualPyTorch() {
        PretextRecording.of("selfie").assertAgreesWith(new SelfieNetwork(BACKBONE, 4, 4, 3, 2));
    }

    @Test
    void targetsAreAPermutationOfThePatches() {
        long[] targets = selfie.drawTargets(3, new RandomStream(4));

        assertThat(targets).hasSize(3 * selfie.targetsPerImage());
        for (int i = 0; i < 3; i++) {
            assertThat(Arrays.copyOfRange(targets, 16 * i, 16 * i + 16))
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        }
        assertThat(Arrays.copyOf(targets, 16)).isNotEqualTo(Arrays.copyOfRange(targets, 16, 32));
    }

    @Test
    void patchesAreMaskedUniformly() {
        int images = 10_000;
        long[] targets = selfie.drawTargets(images, new RandomStream(7));
        long[] masked = new long[16];
        for (int i = 0; i < images; i++) {
            for (int j = 0; j < 4; j++) {
                masked[(int) targets[16 * i + j]]++;
            }
        }

        // A quarter of the images, six standard deviations either way.
        for (long count : masked) {
            assertThat(count).isBetween(2240L, 2760L);
        }
    }

    @Test
    void imageIsUnchanged() {
        float[] image = {1, 2, 3, 4};
        float[] result = new float[4];

        selfie.transform(image, 2, selfie.drawTargets(1, new RandomStream(1)), result);

        assertThat(result).containsExactly(image);
    }

    @ParameterizedTest
    @CsvSource({"50, 64, 1024, 16", "14, 16, 256, 4", "10, 8, 32, 1", "14, 9, 144, 2"})
    void contextNetworkHasTheWidthOfTheTrunk(int depth, int width, long channels, int heads) {
        PreActResNet backbone = new PreActResNet(depth, width, 2, Normalisation.IMAGENET);

        SelfieNetwork network = (SelfieNetwork) selfie.objective(backbone);

        assertThat(network.heads()).isEqualTo(heads);
        assertThat(network.tensors())
                .filteredOn(spec -> spec.name().equals("token"))
                .extracting(TensorSpec::shape)
                .containsExactly(List.of(1L, 1L, channels));
    }

    @Test
    void imageThatCannotBeCutIntoEqualPatchesIsRejected() {
        assertThatThrownBy(() -> selfie.requireShape(new ImageShape(3, 30, 30)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("multiple of 4");
    }
}
