package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * Falling snow: normal noise enlarged to flakes, of which the bright ones are kept and blurred along their fall. The
 * picture is whitened and the flakes are added twice, the second time turned by 180 degrees.
 */
final class Snow {
    private static final double[] MEAN = {0.1, 0.1, 0.15, 0.25, 0.3};
    private static final double[] DEVIATION = {0.2, 0.2, 0.3, 0.3, 0.3};
    private static final double[] FLAKE_SIZE = {1, 1, 1.75, 2.25, 1.25};
    private static final double[] THRESHOLD = {0.6, 0.5, 0.55, 0.6, 0.65};
    private static final int[] FALL_RADIUS = {8, 10, 10, 12, 14};
    private static final double[] FALL_DEVIATION = {3, 4, 4, 6, 12};
    private static final double[] PICTURE_WEIGHT = {0.95, 0.9, 0.9, 0.85, 0.8};

    private Snow() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        double weight = PICTURE_WEIGHT[level];
        ImagePlane pale = picture.luma().map(value -> value * 1.5 + 0.5);
        ImagePlane flakes = flakes(picture.height(), picture.width(), level, random);
        return picture.with(pale, (value, white) -> weight * value + (1 - weight) * Math.max(value, white))
                .with(flakes, Double::sum)
                .with(turned(flakes), Double::sum);
    }

    /** Black but for the flakes; they fall within 45 degrees of the vertical. */
    private static ImagePlane flakes(int height, int width, int level, RandomStream random) {
        ImagePlane noise =
                ImagePlane.filled(height, width, () -> MEAN[level] + DEVIATION[level] * random.nextGaussian());
        double degrees = -135 + 90 * random.nextDouble();
        ImagePlane bright =
                BilinearZoom.centred(noise, FLAKE_SIZE[level]).map(value -> value < THRESHOLD[level] ? 0 : value);
        return BlurKernels.trace(FALL_RADIUS[level], FALL_DEVIATION[level], degrees)
                .filter(bright.cut(), BorderMode.NEAREST)
                .cut();
    }

    private static ImagePlane turned(ImagePlane plane) {
        int last = plane.values().length - 1;
        ImagePlane turned = new ImagePlane(plane.height(), plane.width());
        for (int i = 0; i <= last; i++) {
            turned.values()[i] = plane.values()[last - i];
        }
        return turned;
    }
}
