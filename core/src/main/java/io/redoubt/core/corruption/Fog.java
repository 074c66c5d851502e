package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/** A plasma fractal laid over the picture, scaled so that its brightest value stays. */
final class Fog {
    private static final double[] DENSITY = {0.2, 0.5, 0.75, 1, 1.5};
    private static final double[] DECAY = {3, 3, 2.5, 2, 1.75};

    private Fog() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        double brightest =
                picture.channels().stream().mapToDouble(ImagePlane::max).max().orElseThrow();
        ImagePlane fog = PlasmaFractal.of(picture.height(), picture.width(), DECAY[level], random);
        double scale = brightest / (brightest + DENSITY[level]);
        return picture.with(fog, (value, cover) -> (value + DENSITY[level] * cover) * scale);
    }
}
