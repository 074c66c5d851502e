package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CorruptionsTest {

    @Test
    void registryListsTheCorruptionsOfTheBenchmark() {
        assertThat(Corruptions.core())
                .extracting(Corruption::name)
                .containsExactly(
                        "gaussian_noise",
                        "shot_noise",
                        "impulse_noise",
                        "defocus_blur",
                        "glass_blur",
                        "motion_blur",
                        "zoom_blur",
                        "snow",
                        "frost",
                        "fog",
                        "brightness",
                        "contrast",
                        "elastic_transform",
                        "pixelate",
                        "jpeg_compression");
        assertThat(Corruptions.extra())
                .extracting(Corruption::name)
                .containsExactly("speckle_noise", "gaussian_blur", "spatter", "saturate");
        assertThat(Corruptions.all())
                .startsWith(Corruptions.core().toArray(Corruption[]::new))
                .endsWith(Corruptions.extra().toArray(Corruption[]::new))
                .hasSize(19);
    }

    @Test
    void everyNameResolvesToItsCorruption() {
        assertThat(Corruptions.names())
                .allSatisfy(name -> assertThat(Corruptions.named(name).name()).isEqualTo(name));
    }

    @Test
    void unknownNameIsRejectedWithAllNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corruptions.named("rain"))
                .withMessageContaining("'rain'")
                .withMessageContaining("gaussian_noise")
                .withMessageContaining("saturate");
    }
}
