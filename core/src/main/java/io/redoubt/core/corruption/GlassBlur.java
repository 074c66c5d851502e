package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Frosted glass: a slight Gaussian blur, random displacement of pixels by one, and the same blur again. The published
 * code intends to swap pixels but copies them, because it assigns through array views. This class copies them too.
 */
final class GlassBlur {
    private static final double[] DEVIATION = {0.05, 0.25, 0.4, 0.25, 0.4};
    private static final int[] PASSES = {1, 1, 1, 2, 2};

    private GlassBlur() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        ImagePlanes blurred = image.mapPlanes(
                plane -> BlurDistortions.gaussian(plane, DEVIATION[level]).truncated());
        List<ImagePlane> channels = new ArrayList<>();
        // All channels are displaced alike: each one replays the same draws.
        long seed = random.nextLong();
        for (ImagePlane plane : blurred.channels()) {
            RandomStream displacements = new RandomStream(seed);
            for (int pass = 0; pass < PASSES[level]; pass++) {
                displace(plane, displacements);
            }
            channels.add(BlurDistortions.gaussian(plane, DEVIATION[level]));
        }
        return new ImagePlanes(channels);
    }

    /** Replaces each pixel by itself or a neighbour above or to the left, from the last pixel to row 2 and column 2. */
    private static void displace(ImagePlane plane, RandomStream random) {
        for (int y = plane.height() - 1; y > 1; y--) {
            for (int x = plane.width() - 1; x > 1; x--) {
                int left = random.nextInt(2);
                int up = random.nextInt(2);
                plane.set(y, x, plane.at(y - up, x - left));
            }
        }
    }
}
