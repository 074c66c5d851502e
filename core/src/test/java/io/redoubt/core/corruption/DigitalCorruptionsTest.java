package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.CannyEdges;
import io.redoubt.core.corruption.image.ChromaSampling;
import io.redoubt.core.corruption.image.DctQuantization;
import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Pixelate, JPEG compression and spatter. */
class DigitalCorruptionsTest {
    private static final RandomStream UNUSED = new RandomStream(0);

    @Test
    void pixelateRepeatsTheMeanOfEachCell() {
        float[] pixels = new float[64];
        for (int i = 0; i < 64; i++) {
            pixels[i] = i % 8 * 20 / 255f;
        }

        ImagePlane result = Pixelate.distort(ImagePlanes.of(new FloatImage(1, 8, 8, pixels)), 4, UNUSED)
                .channels()
                .get(0)
                .map(value -> value * 255);

        // 8 columns become 5: pixels 0 and 1, 2, 3 and 4, 5, 6 and 7. Nearest neighbour restores 8.
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                double expected = new double[] {10, 10, 40, 70, 70, 100, 130, 130}[x];
                assertThat(result.at(y, x)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void quantisationStepsDependOnQuality() {
        assertThat(DctQuantization.luminance(50).steps())
                .startsWith(16, 11, 10, 16)
                .endsWith(100, 103, 99);
        assertThat(DctQuantization.luminance(80).steps()).startsWith(6, 4, 4, 6).endsWith(40, 41, 40);
        assertThat(DctQuantization.luminance(40).steps())
                .startsWith(20, 14, 13, 20)
                .endsWith(125, 129, 124);
        assertThat(DctQuantization.chrominance(100).steps()).containsOnly(1);
        assertThat(DctQuantization.luminance(1).steps()).containsOnly(255);
    }

    @Test
    void qualityOf100PreservesValues() {
        ImagePlane levels = TestImages.plane(TestImages.noise(1, 11, 19, 1)).map(value -> Math.rint(value * 255));

        ImagePlane reconstructed = DctQuantization.luminance(100).roundTrip(levels);

        // Rounding 64 frequencies to integers changes a value with a standard deviation of a third of a level.
        for (int i = 0; i < levels.values().length; i++) {
            assertThat(reconstructed.values()[i]).isCloseTo(levels.values()[i], within(2.0));
        }
    }

    @Test
    void singleFrequencyIsRoundedToAMultipleOfItsStep() {
        ImagePlane block = new ImagePlane(8, 8);
        for (int i = 0; i < 64; i++) {
            block.values()[i] = 128 + Math.rint(30 * Math.cos((2 * (i % 8) + 1) * 3 * Math.PI / 16));
        }

        ImagePlane reconstructed = DctQuantization.luminance(50).roundTrip(block);

        // As orthonormal frequency (0,3) the amplitude is 30 * 4 sqrt(2) = 169.7. Its step is 16, the
        // nearest multiple 176.
        double amplitude = 176 / (4 * Math.sqrt(2));
        for (int x = 0; x < 8; x++) {
            double expected = 128 + amplitude * Math.cos((2 * x + 1) * 3 * Math.PI / 16);
            assertThat(reconstructed.at(5, x)).isCloseTo(expected, within(0.51));
        }
    }

    @Test
    void chromaSamplingPreservesConstantsAndAlternatesRounding() {
        ImagePlane constant = ImagePlane.filled(9, 8, () -> 77);
        ImagePlane small = ChromaSampling.downsample(constant);

        assertThat(small.height()).isEqualTo(5);
        assertThat(small.values()).containsOnly(77);
        assertThat(ChromaSampling.upsample(small).values()).containsOnly(77).hasSize(80);

        ImagePlane halves = new ImagePlane(2, 4, new double[] {1, 2, 1, 2, 1, 2, 1, 2});
        assertThat(ChromaSampling.downsample(halves).values()).containsExactly(1, 2);
        // 3/4 and 1/4 of the neighbours 0 and 160.
        assertThat(ChromaSampling.upsample(new ImagePlane(1, 2, new double[] {0, 160}))
                        .values())
                .startsWith(0, 40, 120, 160);
    }

    @Test
    void jpegPreservesGrey() {
        ImagePlanes colour = ImagePlanes.of(TestImages.plain(3, 24, 24, 128));

        ImagePlanes reconstructed = JpegCompression.distort(colour, 4, UNUSED);

        assertThat(reconstructed.pixel(100)).containsOnly(new double[] {128 / 255.0}, within(1e-9));
    }

    @Test
    void cannyFindsAnEdgeOnceAndDropsIsolatedWeakEdges() {
        ImagePlane levels = ImagePlane.filled(9, 9, () -> 0);
        for (int y = 0; y < 9; y++) {
            for (int x = 4; x < 9; x++) {
                levels.set(y, x, 200);
            }
        }

        ImagePlane edges = CannyEdges.of(levels);

        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 9; x++) {
                assertThat(edges.at(y, x)).isEqualTo(x == 3 ? 1 : 0);
            }
        }
        // Gradients of 4 * 30: above the weak threshold, below the strong one.
        assertThat(CannyEdges.of(levels.map(value -> value * 0.15)).max()).isZero();
    }

    @Test
    void waterBrightensAndMudIsBrown() {
        ImagePlanes black = ImagePlanes.of(TestImages.plain(3, 32, 32, 0));
        ImagePlanes white = ImagePlanes.of(TestImages.plain(3, 32, 32, 255));

        ImagePlanes water = Spatter.distort(black, 1, new RandomStream(1));
        ImagePlanes mud = Spatter.distort(white, 4, new RandomStream(1));

        // The brightest highlight has half the intensity of the colour.
        assertThat(water.channels().get(0).min()).isZero();
        assertThat(water.channels().get(0).max()).isCloseTo(175 / 510.0, within(1e-9));
        assertThat(water.channels().get(2).max()).isCloseTo(238 / 510.0, within(1e-9));
        assertThat(mud.channels().get(0).max()).isEqualTo(1);
        assertThat(mud.channels().get(0).min()).isBetween(63 / 255.0, 0.45);
        assertThat(mud.channels().get(2).min()).isBetween(20 / 255.0, 0.3);
        assertThat(WaterHighlights.of(new ImagePlane(8, 8)).max()).isZero();
    }
}
