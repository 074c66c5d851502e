package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/** Noise that is independent from value to value, on each channel for itself. */
final class NoiseDistortions {
    private static final double[] GAUSSIAN_DEVIATION = {0.04, 0.06, 0.08, 0.09, 0.10};
    private static final double[] SPECKLE_DEVIATION = {0.06, 0.10, 0.12, 0.16, 0.20};

    /** Photons of a white value. */
    private static final double[] PHOTONS = {500, 250, 100, 75, 50};

    /** The share of values that are replaced. */
    private static final double[] IMPULSES = {0.01, 0.02, 0.03, 0.05, 0.07};

    private NoiseDistortions() {}

    /** {@code x + N(0, s)}. */
    static ImagePlanes gaussian(ImagePlanes picture, int level, RandomStream random) {
        return picture.map(value -> value + GAUSSIAN_DEVIATION[level] * random.nextGaussian());
    }

    /** {@code x + x N(0, s)}. */
    static ImagePlanes speckle(ImagePlanes picture, int level, RandomStream random) {
        return picture.map(value -> value + value * SPECKLE_DEVIATION[level] * random.nextGaussian());
    }

    /** {@code PoissonSampler(x n) / n}: the light of few photons. */
    static ImagePlanes shot(ImagePlanes picture, int level, RandomStream random) {
        double photons = PHOTONS[level];
        return picture.map(value -> PoissonSampler.draw(value * photons, random) / photons);
    }

    /** Salt and pepper: some values become 0 or 1, each with equal probability. */
    static ImagePlanes impulse(ImagePlanes picture, int level, RandomStream random) {
        return picture.map(value -> random.nextDouble() < IMPULSES[level] ? (random.nextBoolean() ? 1 : 0) : value);
    }
}
