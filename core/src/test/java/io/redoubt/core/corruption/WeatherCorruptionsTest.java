package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.core.corruption.image.PlasmaFractal;
import io.redoubt.data.random.RandomStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherCorruptionsTest {

    @Test
    void plasmaCoversItsRange() {
        ImagePlane plasma = PlasmaFractal.of(32, 32, 2, new RandomStream(1));

        assertThat(plasma.min()).isZero();
        assertThat(plasma.max()).isEqualTo(1);
        ImagePlane oblong = PlasmaFractal.of(33, 8, 2, new RandomStream(1));
        assertThat(oblong.values()).hasSize(33 * 8);
        assertThat(oblong.min()).isNotNegative();
        assertThat(oblong.max()).isLessThanOrEqualTo(1);
    }

    @Test
    void fasterDecayGivesSmootherPlasma() {
        double[] steps = DoubleStream.of(1, 1.3, 1.8)
                .map(decay -> IntStream.range(0, 20)
                        .mapToDouble(seed -> meanStep(PlasmaFractal.of(64, 64, decay, new RandomStream(seed))))
                        .average()
                        .orElseThrow())
                .toArray();

        assertThat(steps[1]).isLessThan(0.8 * steps[0]);
        assertThat(steps[2]).isLessThan(0.8 * steps[1]);
    }

    @Test
    void plasmaWithFastDecayInterpolatesItsNeighbours() {
        // The deviation of the third level is 10^-12 of the first, so finer points interpolate the coarse
        // ones bilinearly.
        ImagePlane plasma = PlasmaFractal.of(16, 16, 1e6, new RandomStream(5));

        double edge = (plasma.at(0, 0) + plasma.at(0, 8) + plasma.at(4, 4) + plasma.at(12, 4)) / 4;
        assertThat(plasma.at(4, 4))
                .isCloseTo((plasma.at(0, 0) + plasma.at(0, 8) + plasma.at(8, 0) + plasma.at(8, 8)) / 4, within(1e-9));
        assertThat(plasma.at(0, 4)).isCloseTo(edge, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void fogAddsPlasmaAndPreservesTheMaximum(int severity) {
        double[] density = {0.2, 0.5, 0.75, 1, 1.5};
        double[] decay = {3, 3, 2.5, 2, 1.75};
        ImagePlane before = TestImages.plane(TestImages.landscape(1, 16, 16, 1));
        ImagePlane plasma = PlasmaFractal.of(16, 16, decay[severity - 1], new RandomStream(9));

        ImagePlane foggy = Fog.distort(
                        ImagePlanes.of(TestImages.landscape(1, 16, 16, 1)), severity - 1, new RandomStream(9))
                .channels()
                .get(0);

        double most = before.max();
        assertThat(most).isBetween(0.5, 0.95);
        double c = density[severity - 1];
        for (int i = 0; i < 256; i++) {
            double expected = (before.values()[i] + c * plasma.values()[i]) * most / (most + c);
            assertThat(foggy.values()[i]).isCloseTo(expected, within(1e-12));
        }
        FloatImage black = TestImages.plain(3, 8, 8, 0);
        assertThat(Corruptions.named("fog").apply(black, severity, 1, 0)).isEqualTo(black);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void snowOnAConstantImageIsSymmetricUnderRotation(int severity) {
        ImagePlane snowy = Snow.distort(
                        ImagePlanes.of(TestImages.plain(1, 32, 24, 51)), severity - 1, new RandomStream(3))
                .channels()
                .get(0);

        double weight = new double[] {0.95, 0.9, 0.9, 0.85, 0.8}[severity - 1];
        // Between the flakes, the image is whitened towards 1.5 x + 0.5.
        assertThat(snowy.min()).isCloseTo(weight * 0.2 + (1 - weight) * 0.8, within(1e-12));
        assertThat(snowy.max()).isGreaterThan(snowy.min() + 0.05);
        for (int i = 0; i < 32 * 24; i++) {
            assertThat(snowy.values()[i]).isCloseTo(snowy.values()[32 * 24 - 1 - i], within(1e-12));
        }
    }

    @Test
    void frostIsABrightBluishTextureWithDetail() {
        double mean = IntStream.range(0, 50)
                .mapToDouble(
                        seed -> Frost.texture(32, 32, new RandomStream(seed)).mean())
                .average()
                .orElseThrow();
        ImagePlanes frosted = Frost.distort(ImagePlanes.of(TestImages.plain(3, 32, 32, 0)), 4, new RandomStream(1));

        assertThat(mean).isBetween(0.4, 0.7);
        ImagePlane red = frosted.channels().get(0);
        ImagePlane blue = frosted.channels().get(2);
        assertThat(red.combine(blue, (r, b) -> b - r).min()).isNotNegative();
        assertThat(blue.max()).isBetween(0.3, 0.45);
        assertThat(meanStep(Frost.texture(32, 32, new RandomStream(1)))).isGreaterThan(0.05);
    }

    /** Returns the mean absolute difference between horizontal neighbours. */
    private static double meanStep(ImagePlane plane) {
        return IntStream.range(0, plane.height() * (plane.width() - 1))
                .mapToDouble(i -> {
                    int y = i / (plane.width() - 1);
                    int x = i % (plane.width() - 1);
                    return Math.abs(plane.at(y, x + 1) - plane.at(y, x));
                })
                .average()
                .orElseThrow();
    }
}
