package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/** Noise that is independent for each pixel and channel. */
final class NoiseDistortions {
    private static final double[] GAUSSIAN_DEVIATION = {0.04, 0.06, 0.08, 0.09, 0.10};
    private static final double[] SPECKLE_DEVIATION = {0.06, 0.10, 0.12, 0.16, 0.20};

    /** The expected number of photons of a white pixel. */
    private static final double[] PHOTONS = {500, 250, 100, 75, 50};

    /** The probability that a value is replaced. */
    private static final double[] IMPULSE_PROBABILITY = {0.01, 0.02, 0.03, 0.05, 0.07};

    private NoiseDistortions() {}

    /** Gaussian noise: {@code x + N(0, s)}. */
    static ImagePlanes gaussian(ImagePlanes image, int level, RandomStream random) {
        return image.map(value -> value + GAUSSIAN_DEVIATION[level] * random.nextGaussian());
    }

    /** Multiplicative noise: {@code x + x N(0, s)}. */
    static ImagePlanes speckle(ImagePlanes image, int level, RandomStream random) {
        return image.map(value -> value + value * SPECKLE_DEVIATION[level] * random.nextGaussian());
    }

    /** Photon noise: {@code Poisson(x n) / n} for {@code n} photons. */
    static ImagePlanes shot(ImagePlanes image, int level, RandomStream random) {
        double photons = PHOTONS[level];
        return image.map(value -> PoissonSampler.sample(value * photons, random) / photons);
    }

    /** Salt and pepper: replaced values become 0 or 1 with equal probability. */
    static ImagePlanes impulse(ImagePlanes image, int level, RandomStream random) {
        return image.map(
                value -> random.nextDouble() < IMPULSE_PROBABILITY[level] ? (random.nextBoolean() ? 1 : 0) : value);
    }
}
