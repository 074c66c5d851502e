package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * Ice on a window. CIFAR-10-C lays crops of photographs of frost over its images; those are not bundled, so the texture
 * is made: the bright veins of one plasma fractal on the clouds of another. The weights of picture and texture are the
 * published ones, but figures for this family cannot be compared with those on the published set.
 */
final class Frost {
    private static final double[] PICTURE_WEIGHT = {1, 1, 0.9, 0.85, 0.75};
    private static final double[] FROST_WEIGHT = {0.2, 0.3, 0.4, 0.4, 0.45};
    private static final double[] ICE = {0.86, 0.94, 1};
    private static final double CLOUD_DECAY = 1.8;
    private static final double VEIN_DECAY = 1.4;

    /** The share of the veins in the texture. */
    private static final double VEINS = 0.6;

    private Frost() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        ImagePlane texture = texture(picture.height(), picture.width(), random);
        return picture.map(value -> PICTURE_WEIGHT[level] * value)
                .with(picture.tinted(texture, ICE), (value, frost) -> value + FROST_WEIGHT[level] * frost);
    }

    /** Values in [0,1]; a vein is where the fractal's height is in the middle of its range. */
    static ImagePlane texture(int height, int width, RandomStream random) {
        ImagePlane clouds = PlasmaFractal.of(height, width, CLOUD_DECAY, random);
        ImagePlane veins = PlasmaFractal.of(height, width, VEIN_DECAY, random)
                .map(value -> 1 - Math.abs(2 * value - 1))
                .map(value -> value * value);
        return clouds.with(veins, (cloud, vein) -> (1 - VEINS) * cloud + VEINS * vein);
    }
}
