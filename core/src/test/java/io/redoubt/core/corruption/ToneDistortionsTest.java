package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneDistortionsTest {
    private static final RandomStream NONE = new RandomStream(0);

    @ParameterizedTest
    @CsvSource({"1, 0.05", "2, 0.1", "3, 0.15", "4, 0.2", "5, 0.3"})
    void brightnessAddsAConstantToAGreyImage(int severity, double added) {
        FloatImage grey = TestImages.noise(1, 16, 16, 1);

        ImagePlane brighter = ToneDistortions.brightness(ImagePlanes.of(grey), severity - 1, NONE)
                .channels()
                .get(0);

        for (int i = 0; i < 256; i++) {
            assertThat(brighter.values()[i]).isCloseTo(Math.min(1, grey.pixels()[i] + added), within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.75", "2, 0.5", "3, 0.4", "4, 0.3", "5, 0.15"})
    void contrastScalesDifferencesFromTheMean(int severity, double factor) {
        ImagePlane before = TestImages.plane(TestImages.noise(1, 16, 16, 2));

        ImagePlane after = ToneDistortions.contrast(ImagePlanes.of(TestImages.noise(1, 16, 16, 2)), severity - 1, NONE)
                .channels()
                .get(0);

        assertThat(after.mean()).isCloseTo(before.mean(), within(1e-12));
        assertThat(after.max() - after.min()).isCloseTo(factor * (before.max() - before.min()), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0, 0.05", "2, 0.1, 0, 0.1", "3, 1.5, 0, 0.15", "4, 2, 0.1, 0.2", "5, 2.5, 0.2, 0.3"})
    void coloursChangeAsInHsv(int severity, float factor, float addedSaturation, float addedValue) {
        ImagePlanes image = ImagePlanes.of(TestImages.noise(3, 24, 24, 3));

        ImagePlanes saturated = ToneDistortions.saturate(image, severity - 1, NONE);
        ImagePlanes brighter = ToneDistortions.brightness(image, severity - 1, NONE);

        for (int i = 0; i < 24 * 24; i++) {
            double[] pixel = image.pixel(i);
            float[] hsb = Color.RGBtoHSB(level(pixel[0]), level(pixel[1]), level(pixel[2]), null);
            float saturation = Math.min(1, hsb[1] * factor + addedSaturation);
            assertClose(saturated.pixel(i), new Color(Color.HSBtoRGB(hsb[0], saturation, hsb[2])));
            assertClose(brighter.pixel(i), new Color(Color.HSBtoRGB(hsb[0], hsb[1], Math.min(1, hsb[2] + addedValue))));
        }
    }

    @Test
    void saturateKeepsGreyImagesAndReddensGreyPixels() {
        FloatImage grey = TestImages.noise(1, 8, 8, 4);
        FloatImage colourless = TestImages.plain(3, 8, 8, 100);
        Corruption saturate = Corruptions.named("saturate");

        assertThat(saturate.apply(grey, 5, 1, 0)).isEqualTo(grey);
        assertThat(saturate.apply(colourless, 3, 1, 0)).isEqualTo(colourless);
        assertThat(ImagePlanes.of(saturate.apply(colourless, 5, 1, 0)).pixel(0))
                .containsExactly(new double[] {100 / 255.0, 80 / 255.0, 80 / 255.0}, within(1e-9));
    }

    @Test
    void brightnessTurnsBlackIntoGrey() {
        FloatImage black = TestImages.plain(3, 8, 8, 0);

        assertThat(Corruptions.named("brightness").apply(black, 4, 1, 0)).isEqualTo(TestImages.plain(3, 8, 8, 51));
    }

    private static int level(double value) {
        return (int) Math.rint(value * 255);
    }

    private static void assertClose(double[] pixel, Color expected) {
        float[] components = expected.getRGBColorComponents(null);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(pixel[channel]).isCloseTo(components[channel], within(0.6 / 255));
        }
    }
}
