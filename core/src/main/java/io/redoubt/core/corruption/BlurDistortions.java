package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.BilinearZoom;
import io.redoubt.core.corruption.image.BlurKernels;
import io.redoubt.core.corruption.image.BorderMode;
import io.redoubt.core.corruption.image.ConvolutionKernel;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/** Blurs that apply one kernel to the whole image. */
final class BlurDistortions {
    private static final double[] GAUSSIAN_DEVIATION = {0.4, 0.6, 0.7, 0.8, 1};
    private static final double[] DEFOCUS_RADIUS = {0.3, 0.4, 0.5, 1, 1.5};
    private static final double[] DEFOCUS_EDGE_DEVIATION = {0.4, 0.5, 0.6, 0.2, 0.1};
    private static final int[] MOTION_RADIUS = {6, 6, 6, 8, 9};
    private static final double[] MOTION_DEVIATION = {1, 1.5, 2, 2, 2.5};
    private static final double MOTION_DEGREES = 45;

    /** The number of zoom factors that are averaged; they start at 1 and grow by {@link #ZOOM_STEP}. */
    private static final int[] ZOOM_COUNT = {7, 12, 16, 21, 26};

    /**
     * The step that numpy's {@code arange} derives from 1.01, slightly more than 0.01. It decides how 32 * 1.25 is
     * rounded.
     */
    private static final double ZOOM_STEP = 1.01 - 1;

    private static final double TRUNCATE = 4;

    private BlurDistortions() {}

    /**
     * Applies a Gaussian filter with the defaults of skimage: truncated at 4 standard deviations, the edge extended.
     */
    static ImagePlane gaussian(ImagePlane plane, double deviation) {
        return gaussian(plane, deviation, TRUNCATE, BorderMode.NEAREST);
    }

    /** Applies a separable Gaussian filter. */
    static ImagePlane gaussian(ImagePlane plane, double deviation, double truncate, BorderMode border) {
        ConvolutionKernel kernel = BlurKernels.gaussianColumn(deviation, truncate);
        return BlurKernels.transposed(kernel).filter(kernel.filter(plane, border), border);
    }

    static ImagePlanes gaussian(ImagePlanes image, int level, RandomStream random) {
        return image.mapPlanes(plane -> gaussian(plane, GAUSSIAN_DEVIATION[level]));
    }

    static ImagePlanes defocus(ImagePlanes image, int level, RandomStream random) {
        ConvolutionKernel disk = BlurKernels.disk(DEFOCUS_RADIUS[level], DEFOCUS_EDGE_DEVIATION[level]);
        return image.mapPlanes(plane -> disk.filter(plane, BorderMode.MIRROR));
    }

    /** Blurs the whole image in one random direction, at most 45 degrees from the horizontal. */
    static ImagePlanes motion(ImagePlanes image, int level, RandomStream random) {
        double degrees = MOTION_DEGREES * (2 * random.nextDouble() - 1);
        ConvolutionKernel kernel = BlurKernels.motion(MOTION_RADIUS[level], MOTION_DEVIATION[level], degrees);
        return image.mapPlanes(plane -> kernel.filter(plane, BorderMode.NEAREST));
    }

    /** Returns the mean of the image and of its enlargements by 1, 1.01, 1.02 and so on. */
    static ImagePlanes zoom(ImagePlanes image, int level, RandomStream random) {
        return image.mapPlanes(plane -> {
            ImagePlane sum = plane;
            for (int i = 0; i < ZOOM_COUNT[level]; i++) {
                sum = sum.combine(BilinearZoom.centred(plane, 1 + i * ZOOM_STEP), Double::sum);
            }
            return sum.map(value -> value / (ZOOM_COUNT[level] + 1));
        });
    }
}
