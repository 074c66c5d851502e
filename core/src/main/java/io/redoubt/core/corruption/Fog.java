package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.core.corruption.image.PlasmaFractal;
import io.redoubt.data.random.RandomStream;

/** A plasma fractal added to the image, then scaled so that the largest value is unchanged. */
final class Fog {
    private static final double[] DENSITY = {0.2, 0.5, 0.75, 1, 1.5};
    private static final double[] DECAY = {3, 3, 2.5, 2, 1.75};

    private Fog() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        double brightest =
                image.channels().stream().mapToDouble(ImagePlane::max).max().orElseThrow();
        ImagePlane fog = PlasmaFractal.of(image.height(), image.width(), DECAY[level], random);
        double scale = brightest / (brightest + DENSITY[level]);
        return image.combine(fog, (value, mist) -> (value + DENSITY[level] * mist) * scale);
    }
}
