package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Pixelation, JPEG and spatter. */
class DigitalTest {
    private static final RandomStream NONE = new RandomStream(0);

    @Test
    void pixelateRepeatsTheMeansOfItsCells() {
        float[] pixels = new float[64];
        for (int i = 0; i < 64; i++) {
            pixels[i] = i % 8 * 20 / 255f;
        }

        ImagePlane result = Pixelate.distort(ImagePlanes.of(new FloatImage(1, 8, 8, pixels)), 4, NONE)
                .channels()
                .get(0)
                .map(value -> value * 255);

        // 8 columns to 5: pixels 0 and 1, 2, 3 and 4, 5, 6 and 7; and back by the nearest.
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                double expected = new double[] {10, 10, 40, 70, 70, 100, 130, 130}[x];
                assertThat(result.at(y, x)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void stepsFollowTheQuality() {
        assertThat(JpegBlocks.brightness(50).steps()).startsWith(16, 11, 10, 16).endsWith(100, 103, 99);
        assertThat(JpegBlocks.brightness(80).steps()).startsWith(6, 4, 4, 6).endsWith(40, 41, 40);
        assertThat(JpegBlocks.brightness(40).steps()).startsWith(20, 14, 13, 20).endsWith(125, 129, 124);
        assertThat(JpegBlocks.colour(100).steps()).containsOnly(1);
        assertThat(JpegBlocks.brightness(1).steps()).containsOnly(255);
    }

    @Test
    void finestStepsKeepWholeValues() {
        ImagePlane levels = TestImages.plane(TestImages.noise(1, 11, 19, 1)).map(value -> Math.rint(value * 255));

        ImagePlane kept = JpegBlocks.brightness(100).roundTrip(levels);

        // Rounding 64 frequencies to whole numbers moves a value by a third of a level as standard deviation.
        for (int i = 0; i < levels.values().length; i++) {
            assertThat(kept.values()[i]).isCloseTo(levels.values()[i], within(2.0));
        }
    }

    @Test
    void aBlockOfOneFrequencyIsRoundedToItsStep() {
        ImagePlane block = new ImagePlane(8, 8);
        for (int i = 0; i < 64; i++) {
            block.values()[i] = 128 + Math.rint(30 * Math.cos((2 * (i % 8) + 1) * 3 * Math.PI / 16));
        }

        ImagePlane kept = JpegBlocks.brightness(50).roundTrip(block);

        // The amplitude is 30 * 4 sqrt(2) = 169.7 as orthonormal frequency (0,3); its step is 16, the nearest multiple
        // 176.
        double amplitude = 176 / (4 * Math.sqrt(2));
        for (int x = 0; x < 8; x++) {
            double expected = 128 + amplitude * Math.cos((2 * x + 1) * 3 * Math.PI / 16);
            assertThat(kept.at(5, x)).isCloseTo(expected, within(0.51));
        }
    }

    @Test
    void chromaKeepsConstantsAndHalvesRounding() {
        ImagePlane constant = ImagePlane.filled(9, 8, () -> 77);
        ImagePlane small = ChromaSampling.halved(constant);

        assertThat(small.height()).isEqualTo(5);
        assertThat(small.values()).containsOnly(77);
        assertThat(ChromaSampling.enlarged(small).values()).containsOnly(77).hasSize(80);

        ImagePlane halves = new ImagePlane(2, 4, new double[] {1, 2, 1, 2, 1, 2, 1, 2});
        assertThat(ChromaSampling.halved(halves).values()).containsExactly(1, 2);
        // 3/4 and 1/4 of neighbours 0 and 160.
        assertThat(ChromaSampling.enlarged(new ImagePlane(1, 2, new double[] {0, 160}))
                        .values())
                .startsWith(0, 40, 120, 160);
    }

    @Test
    void greysStayGreyInJpeg() {
        ImagePlanes colour = ImagePlanes.of(TestImages.plain(3, 24, 24, 128));

        ImagePlanes kept = JpegCompression.distort(colour, 4, NONE);

        assertThat(kept.pixel(100)).containsOnly(new double[] {128 / 255.0}, within(1e-9));
    }

    @Test
    void anEdgeIsFoundOnceAndWeakOnesOnlyWithAStrongOne() {
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
    void waterBrightensAndMudTurnsBrown() {
        ImagePlanes black = ImagePlanes.of(TestImages.plain(3, 32, 32, 0));
        ImagePlanes white = ImagePlanes.of(TestImages.plain(3, 32, 32, 255));

        ImagePlanes water = Spatter.distort(black, 1, new RandomStream(1));
        ImagePlanes mud = Spatter.distort(white, 4, new RandomStream(1));

        // The brightest drop has half of the colour.
        assertThat(water.channels().get(0).min()).isZero();
        assertThat(water.channels().get(0).max()).isCloseTo(175 / 510.0, within(1e-9));
        assertThat(water.channels().get(2).max()).isCloseTo(238 / 510.0, within(1e-9));
        assertThat(mud.channels().get(0).max()).isEqualTo(1);
        assertThat(mud.channels().get(0).min()).isBetween(63 / 255.0, 0.45);
        assertThat(mud.channels().get(2).min()).isBetween(20 / 255.0, 0.3);
        assertThat(SpatterRelief.of(new ImagePlane(8, 8)).max()).isZero();
    }
}
