package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.AffineMap;
import io.redoubt.core.corruption.image.BorderMode;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/**
 * A random affine map, given by three moved points, followed by a smooth random displacement of every pixel. Lengths
 * are fractions of the shorter side, as in the published code.
 */
final class ElasticTransform {
    /** The largest displacement before smoothing. */
    private static final double[] FIELD_STRENGTH = {0, 0.05, 0.08, 0.1, 0.1};

    /** The standard deviation of the smoothing. */
    private static final double[] FIELD_SMOOTHNESS = {0, 0.2, 0.06, 0.04, 0.03};

    /** The largest displacement of a point along each axis. */
    private static final double[] AFFINE_STRENGTH = {0.08, 0.07, 0.06, 0.05, 0.03};

    private static final double TRUNCATE = 3;

    private ElasticTransform() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        int height = image.height();
        int width = image.width();
        int side = Math.min(height, width);
        AffineMap map = AffineMap.random(height, width, AFFINE_STRENGTH[level] * side, random);
        ImagePlane down = field(height, width, level, random);
        ImagePlane right = field(height, width, level, random);
        return image.mapPlanes(plane -> displace(map.apply(plane), down, right));
    }

    private static ImagePlane field(int height, int width, int level, RandomStream random) {
        int side = Math.min(height, width);
        ImagePlane noise = ImagePlane.filled(height, width, () -> 2 * random.nextDouble() - 1);
        return BlurDistortions.gaussian(noise, FIELD_SMOOTHNESS[level] * side, TRUNCATE, BorderMode.REFLECT)
                .map(value -> value * FIELD_STRENGTH[level] * side);
    }

    private static ImagePlane displace(ImagePlane plane, ImagePlane down, ImagePlane right) {
        ImagePlane result = new ImagePlane(plane.height(), plane.width());
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                result.set(y, x, plane.at(y + down.at(y, x), x + right.at(y, x), BorderMode.REFLECT));
            }
        }
        return result;
    }
}
