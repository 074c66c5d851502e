package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Frosted glass: a slight Gaussian blur, pixels displaced by one at random, the blur once more. The published code
 * means to exchange pixels but, working on views of one array, copies them; so does this.
 */
final class GlassBlur {
    private static final double[] DEVIATION = {0.05, 0.25, 0.4, 0.25, 0.4};
    private static final int[] PASSES = {1, 1, 1, 2, 2};

    private GlassBlur() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        ImagePlanes blurred = picture.each(
                plane -> BlurDistortions.gaussian(plane, DEVIATION[level]).cut());
        List<ImagePlane> channels = new ArrayList<>();
        // Every channel moves alike, so each replays the same draws.
        long seed = random.nextLong();
        for (ImagePlane plane : blurred.channels()) {
            RandomStream moves = new RandomStream(seed);
            for (int pass = 0; pass < PASSES[level]; pass++) {
                displace(plane, moves);
            }
            channels.add(BlurDistortions.gaussian(plane, DEVIATION[level]));
        }
        return new ImagePlanes(channels);
    }

    /** From the last pixel up to the third of the third row, each takes the value of one above or to the left of it. */
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
