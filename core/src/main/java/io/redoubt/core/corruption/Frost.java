package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.core.corruption.image.PlasmaFractal;
import io.redoubt.data.random.RandomStream;

/**
 * A frost texture blended with the image. CIFAR-10-C blends in crops of photographs of frost. Those are not bundled, so
 * the texture is synthetic: bright veins of one plasma fractal on clouds of another. The blending weights are the
 * published ones, but accuracies under this corruption are not comparable with those on the published set.
 */
final class Frost {
    private static final double[] IMAGE_WEIGHT = {1, 1, 0.9, 0.85, 0.75};
    private static final double[] FROST_WEIGHT = {0.2, 0.3, 0.4, 0.4, 0.45};
    private static final double[] ICE_COLOUR = {0.86, 0.94, 1};
    private static final double CLOUD_DECAY = 1.8;
    private static final double VEIN_DECAY = 1.4;

    /** The weight of the veins in the texture. */
    private static final double VEIN_WEIGHT = 0.6;

    private Frost() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        ImagePlane texture = texture(image.height(), image.width(), random);
        return image.map(value -> IMAGE_WEIGHT[level] * value)
                .combine(image.tinted(texture, ICE_COLOUR), (value, frost) -> value + FROST_WEIGHT[level] * frost);
    }

    /** Returns the texture, values in [0,1]. Veins are where the fractal is in the middle of its range. */
    static ImagePlane texture(int height, int width, RandomStream random) {
        ImagePlane clouds = PlasmaFractal.of(height, width, CLOUD_DECAY, random);
        ImagePlane veins = PlasmaFractal.of(height, width, VEIN_DECAY, random)
                .map(value -> 1 - Math.abs(2 * value - 1))
                .map(value -> value * value);
        return clouds.combine(veins, (cloud, vein) -> (1 - VEIN_WEIGHT) * cloud + VEIN_WEIGHT * vein);
    }
}
