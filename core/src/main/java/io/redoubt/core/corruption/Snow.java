package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.BilinearZoom;
import io.redoubt.core.corruption.image.BlurKernels;
import io.redoubt.core.corruption.image.BorderMode;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/**
 * Falling snow: enlarged Gaussian noise, thresholded to flakes and blurred in the direction of their fall. The image is
 * whitened, and the flakes are added twice, the second time rotated by 180 degrees.
 */
final class Snow {
    private static final double[] MEAN = {0.1, 0.1, 0.15, 0.25, 0.3};
    private static final double[] DEVIATION = {0.2, 0.2, 0.3, 0.3, 0.3};
    private static final double[] FLAKE_SIZE = {1, 1, 1.75, 2.25, 1.25};
    private static final double[] THRESHOLD = {0.6, 0.5, 0.55, 0.6, 0.65};
    private static final int[] FALL_RADIUS = {8, 10, 10, 12, 14};
    private static final double[] FALL_DEVIATION = {3, 4, 4, 6, 12};
    private static final double[] IMAGE_WEIGHT = {0.95, 0.9, 0.9, 0.85, 0.8};

    private Snow() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        double weight = IMAGE_WEIGHT[level];
        ImagePlane whitened = image.luma().map(value -> value * 1.5 + 0.5);
        ImagePlane flakes = flakes(image.height(), image.width(), level, random);
        return image.combine(whitened, (value, white) -> weight * value + (1 - weight) * Math.max(value, white))
                .combine(flakes, Double::sum)
                .combine(rotated180(flakes), Double::sum);
    }

    /** Returns the flakes on black. They fall at most 45 degrees from the vertical. */
    private static ImagePlane flakes(int height, int width, int level, RandomStream random) {
        ImagePlane noise =
                ImagePlane.filled(height, width, () -> MEAN[level] + DEVIATION[level] * random.nextGaussian());
        double degrees = -135 + 90 * random.nextDouble();
        ImagePlane bright =
                BilinearZoom.centred(noise, FLAKE_SIZE[level]).map(value -> value < THRESHOLD[level] ? 0 : value);
        return BlurKernels.motion(FALL_RADIUS[level], FALL_DEVIATION[level], degrees)
                .filter(bright.truncated(), BorderMode.NEAREST)
                .truncated();
    }

    private static ImagePlane rotated180(ImagePlane plane) {
        int last = plane.values().length - 1;
        ImagePlane rotated = new ImagePlane(plane.height(), plane.width());
        for (int i = 0; i <= last; i++) {
            rotated.values()[i] = plane.values()[last - i];
        }
        return rotated;
    }
}
