package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments over 120,000 values. Their standard errors are a few thousandths of the deviation. */
class NoiseDistortionsTest {
    private static final int SIDE = 200;

    private static double[] noisy(Distortion noise, int channelLevel, int severity) {
        ImagePlanes image = ImagePlanes.of(TestImages.plain(3, SIDE, SIDE, channelLevel));
        return noise.distort(image, severity - 1, new RandomStream(17)).channels().stream()
                .flatMapToDouble(plane -> Arrays.stream(plane.values()))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] distinct(double[] values) {
        return Arrays.stream(values).distinct().toArray();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(mean(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .toArray()));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.04", "2, 0.06", "3, 0.08", "4, 0.09", "5, 0.10"})
    void gaussianNoiseHasConstantDeviation(int severity, double expected) {
        double[] values = noisy(NoiseDistortions::gaussian, 51, severity);

        assertThat(mean(values)).isCloseTo(0.2, within(0.001));
        assertThat(deviation(values)).isCloseTo(expected, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.06", "2, 0.10", "3, 0.12", "4, 0.16", "5, 0.20"})
    void speckleNoiseIsProportionalToTheValue(int severity, double expected) {
        double[] values = noisy(NoiseDistortions::speckle, 51, severity);

        assertThat(mean(values)).isCloseTo(0.2, within(0.001));
        assertThat(deviation(values)).isCloseTo(0.2 * expected, within(0.0003));
        assertThat(distinct(noisy(NoiseDistortions::speckle, 0, severity))).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 250", "3, 100", "4, 75", "5, 50"})
    void shotNoiseIsPoissonDistributed(int severity, double photons) {
        double[] values = noisy(NoiseDistortions::shot, 51, severity);

        assertThat(mean(values)).isCloseTo(0.2, within(0.001));
        assertThat(deviation(values)).isCloseTo(Math.sqrt(0.2 / photons), within(0.0005));
        assertThat(values[0] * photons).isCloseTo(Math.rint(values[0] * photons), within(1e-9));
        assertThat(distinct(noisy(NoiseDistortions::shot, 0, severity))).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.01", "2, 0.02", "3, 0.03", "4, 0.05", "5, 0.07"})
    void impulseNoiseIsHalfSaltAndHalfPepper(int severity, double probability) {
        double[] values = noisy(NoiseDistortions::impulse, 51, severity);

        double salt = mean(Arrays.stream(values).map(v -> v == 1 ? 1 : 0).toArray());
        double pepper = mean(Arrays.stream(values).map(v -> v == 0 ? 1 : 0).toArray());
        assertThat(salt).isCloseTo(probability / 2, within(0.002));
        assertThat(pepper).isCloseTo(probability / 2, within(0.002));
        assertThat(distinct(values)).containsExactlyInAnyOrder(0, 1, 51 / 255.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 3.5, 40, 500})
    void poissonSamplesFollowTheDistribution(double mean) {
        RandomStream random = new RandomStream(3);
        int draws = 100_000;
        int[] counts = new int[700];
        IntStream.range(0, draws).forEach(i -> counts[PoissonSampler.sample(mean, random)]++);

        double probability = Math.exp(-mean);
        for (int k = 0; k < counts.length; k++) {
            double error = Math.sqrt(probability * (1 - probability) / draws);
            assertThat((double) counts[k] / draws).isCloseTo(probability, within(5 * error + 1e-5));
            probability *= mean / (k + 1);
        }
    }

    @Test
    void channelsAreIndependent() {
        ImagePlanes grey = ImagePlanes.of(TestImages.plain(3, 16, 16, 128));

        ImagePlanes noisy = NoiseDistortions.gaussian(grey, 0, new RandomStream(1));

        assertThat(noisy.channels().get(0).values())
                .isNotEqualTo(noisy.channels().get(1).values());
    }
}
