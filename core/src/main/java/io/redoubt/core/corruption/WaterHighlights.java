package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.BorderMode;
import io.redoubt.core.corruption.image.CannyEdges;
import io.redoubt.core.corruption.image.ConvolutionKernel;
import io.redoubt.core.corruption.image.ImagePlane;
import java.util.Arrays;

/**
 * Highlights on drops of water, lit from the upper left: the distance to the nearest edge of a drop,
 * histogram-equalised, embossed and smoothed.
 */
final class WaterHighlights {
    private static final int MAX_DISTANCE = 20;
    private static final double WHITE = 255;
    private static final ConvolutionKernel EMBOSS =
            ConvolutionKernel.square(new double[][] {{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}});
    private static final ConvolutionKernel MEAN = ConvolutionKernel.square(
                    new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}})
            .normalised();

    private WaterHighlights() {}

    /**
     * Returns the intensity of the highlight at each pixel, 0 or greater, on an arbitrary scale.
     *
     * @param liquid amount of water, 0 where it is dry
     */
    static ImagePlane of(ImagePlane liquid) {
        ImagePlane amount = liquid.map(ImagePlane::clip).truncated();
        ImagePlane distance =
                MEAN.filter(distanceToEdge(amount), BorderMode.MIRROR).map(value -> value / WHITE);
        ImagePlane embossed =
                EMBOSS.filter(equalise(distance.truncated()), BorderMode.MIRROR).rounded();
        return amount.combine(MEAN.filter(embossed, BorderMode.MIRROR).rounded(), (water, light) -> water * light);
    }

    /**
     * Returns the Euclidean distance to the nearest edge in pixels, at most 20. It is exact and computed one axis at a
     * time, because the squared distance is a sum over both axes.
     */
    private static ImagePlane distanceToEdge(ImagePlane liquid) {
        double far = MAX_DISTANCE * MAX_DISTANCE;
        ImagePlane squared =
                CannyEdges.of(liquid.map(value -> Math.rint(value * WHITE))).map(edge -> edge == 1 ? 0 : far);
        return rowMinimum(rowMinimum(squared).transposed()).transposed().map(Math::sqrt);
    }

    /** Returns the minimum over each row of a pixel's value plus the squared distance to that pixel. */
    private static ImagePlane rowMinimum(ImagePlane squared) {
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
     * Equalises the histogram: a level becomes the fraction of pixels at or below it, and the lowest level present
     * becomes 0.
     */
    private static ImagePlane equalise(ImagePlane plane) {
        int[] counts = new int[256];
        Arrays.stream(plane.values()).forEach(value -> counts[(int) Math.rint(value * WHITE)]++);
        int lowest = (int) Math.rint(plane.min() * WHITE);
        int others = plane.values().length - counts[lowest];
        if (others == 0) {
            return plane;
        }
        double[] fractions = new double[counts.length];
        int sum = 0;
        for (int level = lowest + 1; level < counts.length; level++) {
            sum += counts[level];
            fractions[level] = (double) sum / others;
        }
        return plane.map(value -> fractions[(int) Math.rint(value * WHITE)]).rounded();
    }
}
