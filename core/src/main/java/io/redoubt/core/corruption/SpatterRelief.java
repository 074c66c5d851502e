package io.redoubt.core.corruption;

import java.util.Arrays;

/**
 * Lights drops of water from the upper left: the distance to the nearest edge of a drop, made to use the whole range of
 * values, embossed and smoothed.
 */
final class SpatterRelief {
    private static final int MAX_DISTANCE = 20;
    private static final double WHITE = 255;
    private static final ConvolutionKernel EMBOSS =
            ConvolutionKernel.square(new double[][] {{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}});
    private static final ConvolutionKernel MEAN = ConvolutionKernel.square(
                    new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}})
            .normalised();

    private SpatterRelief() {}

    /**
     * The light from each pixel, 0 or greater, of no particular scale.
     *
     * @param liquid 0 where it is dry
     */
    static ImagePlane of(ImagePlane liquid) {
        ImagePlane amount = liquid.map(ImagePlane::clip).cut();
        ImagePlane distance =
                MEAN.filter(distanceToEdge(amount), BorderMode.MIRROR).map(value -> value / WHITE);
        ImagePlane relief =
                EMBOSS.filter(equalised(distance.cut()), BorderMode.MIRROR).rounded();
        return amount.with(MEAN.filter(relief, BorderMode.MIRROR).rounded(), (water, light) -> water * light);
    }

    /** In pixels, at most 20; exact, and separable as its square is a sum over the two directions. */
    private static ImagePlane distanceToEdge(ImagePlane liquid) {
        double far = MAX_DISTANCE * MAX_DISTANCE;
        ImagePlane squared =
                CannyEdges.of(liquid.map(value -> Math.rint(value * WHITE))).map(edge -> edge == 1 ? 0 : far);
        return nearest(nearest(squared).transposed()).transposed().map(Math::sqrt);
    }

    /** The least, along each row, of the value at another pixel and the squared distance to it. */
    private static ImagePlane nearest(ImagePlane squared) {
        ImagePlane result = new ImagePlane(squared.height(), squared.width());
        for (int y = 0; y < squared.height(); y++) {
            for (int x = 0; x < squared.width(); x++) {
                double least = squared.at(y, x);
                int last = Math.min(squared.width() - 1, x + MAX_DISTANCE);
                for (int other = Math.max(0, x - MAX_DISTANCE); other <= last; other++) {
                    least = Math.min(least, squared.at(y, other) + (other - x) * (other - x));
                }
                result.set(y, x, least);
            }
        }
        return result;
    }

    /**
     * Histogram equalisation: a level becomes the share of pixels at or below it, the lowest level present becomes 0.
     */
    private static ImagePlane equalised(ImagePlane plane) {
        int[] counts = new int[256];
        Arrays.stream(plane.values()).forEach(value -> counts[(int) Math.rint(value * WHITE)]++);
        int lowest = (int) Math.rint(plane.min() * WHITE);
        int others = plane.values().length - counts[lowest];
        if (others == 0) {
            return plane;
        }
        double[] shares = new double[counts.length];
        int sum = 0;
        for (int level = lowest + 1; level < counts.length; level++) {
            sum += counts[level];
            shares[level] = (double) sum / others;
        }
        return plane.map(value -> shares[(int) Math.rint(value * WHITE)]).rounded();
    }
}
