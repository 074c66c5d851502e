package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/** Blurs that are the same all over the picture. */
final class BlurDistortions {
    private static final double[] GAUSSIAN_DEVIATION = {0.4, 0.6, 0.7, 0.8, 1};
    private static final double[] DEFOCUS_RADIUS = {0.3, 0.4, 0.5, 1, 1.5};
    private static final double[] DEFOCUS_SOFTNESS = {0.4, 0.5, 0.6, 0.2, 0.1};
    private static final int[] MOTION_RADIUS = {6, 6, 6, 8, 9};
    private static final double[] MOTION_DEVIATION = {1, 1.5, 2, 2, 2.5};
    private static final double MOTION_DEGREES = 45;

    /** How many enlargements are averaged, each a hundredth larger than the one before. */
    private static final int[] ZOOMS = {7, 12, 16, 21, 26};

    /**
     * Not quite 0.01: the difference to 1 that numpy's {@code arange} works with, which decides how 32 * 1.25 is
     * rounded.
     */
    private static final double ZOOM_STEP = 1.01 - 1;

    private static final double TRUNCATE = 4;

    private BlurDistortions() {}

    /** The Gaussian filter of skimage's defaults: cut at 4 standard deviations, the edge extended. */
    static ImagePlane gaussian(ImagePlane plane, double deviation) {
        return gaussian(plane, deviation, TRUNCATE, BorderMode.NEAREST);
    }

    /** A Gaussian filter, one direction after the other. */
    static ImagePlane gaussian(ImagePlane plane, double deviation, double truncate, BorderMode border) {
        ConvolutionKernel kernel = BlurKernels.vertical(deviation, truncate);
        return BlurKernels.transposed(kernel).filter(kernel.filter(plane, border), border);
    }

    static ImagePlanes gaussian(ImagePlanes picture, int level, RandomStream random) {
        return picture.each(plane -> gaussian(plane, GAUSSIAN_DEVIATION[level]));
    }

    static ImagePlanes defocus(ImagePlanes picture, int level, RandomStream random) {
        ConvolutionKernel disk = BlurKernels.disk(DEFOCUS_RADIUS[level], DEFOCUS_SOFTNESS[level]);
        return picture.each(plane -> disk.filter(plane, BorderMode.MIRROR));
    }

    /** One direction for the whole picture, at most 45 degrees from the horizontal. */
    static ImagePlanes motion(ImagePlanes picture, int level, RandomStream random) {
        double degrees = MOTION_DEGREES * (2 * random.nextDouble() - 1);
        ConvolutionKernel trace = BlurKernels.trace(MOTION_RADIUS[level], MOTION_DEVIATION[level], degrees);
        return picture.each(plane -> trace.filter(plane, BorderMode.NEAREST));
    }

    /** The mean of the picture and of its enlargements by 1, 1.01, 1.02 and so on. */
    static ImagePlanes zoom(ImagePlanes picture, int level, RandomStream random) {
        return picture.each(plane -> {
            ImagePlane sum = plane;
            for (int i = 0; i < ZOOMS[level]; i++) {
                sum = sum.with(BilinearZoom.centred(plane, 1 + i * ZOOM_STEP), Double::sum);
            }
            return sum.map(value -> value / (ZOOMS[level] + 1));
        });
    }
}
