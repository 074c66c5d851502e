package io.redoubt.core.corruption.image;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The edge detector of J. Canny (A Computational Approach to Edge Detection, 1986) as in OpenCV: 3x3 Sobel gradients,
 * non-maximum suppression, and hysteresis thresholding.
 */
public final class CannyEdges {
    private static final double WEAK_THRESHOLD = 50;
    private static final double STRONG_THRESHOLD = 150;
    private static final double TAN_22_5 = StrictMath.sqrt(2) - 1;
    private static final ConvolutionKernel SOBEL_X =
            ConvolutionKernel.square(new double[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}});
    private static final ConvolutionKernel SOBEL_Y = BlurKernels.transposed(SOBEL_X);

    private final ImagePlane gradientX;
    private final ImagePlane gradientY;
    private final ImagePlane magnitude;
    private final ImagePlane edges;

    private CannyEdges(ImagePlane levels) {
        gradientX = SOBEL_X.filter(levels, BorderMode.NEAREST);
        gradientY = SOBEL_Y.filter(levels, BorderMode.NEAREST);
        magnitude = gradientX.combine(gradientY, (x, y) -> Math.abs(x) + Math.abs(y));
        edges = new ImagePlane(levels.height(), levels.width());
    }

    /**
     * Returns 1 at edge pixels and 0 elsewhere.
     *
     * @param levels integer values from 0 to 255
     */
    public static ImagePlane of(ImagePlane levels) {
        CannyEdges canny = new CannyEdges(levels);
        for (int y = 0; y < levels.height(); y++) {
            for (int x = 0; x < levels.width(); x++) {
                if (canny.magnitude.at(y, x) > STRONG_THRESHOLD && canny.isLocalMaximum(y, x)) {
                    canny.trace(y, x);
                }
            }
        }
        return canny.edges;
    }

    /** Marks a strong pixel and all weak pixels connected to it. */
    private void trace(int startY, int startX) {
        Deque<int[]> pending = new ArrayDeque<>();
        pending.add(new int[] {startY, startX});
        while (!pending.isEmpty()) {
            int[] pixel = pending.remove();
            if (edges.at(pixel[0], pixel[1]) == 1) {
                continue;
            }
            edges.set(pixel[0], pixel[1], 1);
            for (int y = Math.max(0, pixel[0] - 1); y <= Math.min(edges.height() - 1, pixel[0] + 1); y++) {
                for (int x = Math.max(0, pixel[1] - 1); x <= Math.min(edges.width() - 1, pixel[1] + 1); x++) {
                    if (edges.at(y, x) == 0 && magnitude.at(y, x) > WEAK_THRESHOLD && isLocalMaximum(y, x)) {
                        pending.add(new int[] {y, x});
                    }
                }
            }
        }
    }

    /**
     * Returns whether the gradient magnitude is a maximum across the edge. Of two equal neighbours, the first one wins.
     */
    private boolean isLocalMaximum(int y, int x) {
        double centre = magnitude.at(y, x);
        double absoluteX = Math.abs(gradientX.at(y, x));
        double absoluteY = Math.abs(gradientY.at(y, x));
        if (absoluteY < TAN_22_5 * absoluteX) {
            return centre > magnitudeAt(y, x - 1) && centre >= magnitudeAt(y, x + 1);
        }
        if (absoluteX < TAN_22_5 * absoluteY) {
            return centre > magnitudeAt(y - 1, x) && centre >= magnitudeAt(y + 1, x);
        }
        int slope = gradientX.at(y, x) * gradientY.at(y, x) < 0 ? -1 : 1;
        return centre > magnitudeAt(y - 1, x - slope) && centre > magnitudeAt(y + 1, x + slope);
    }

    private double magnitudeAt(int y, int x) {
        boolean inside = y >= 0 && y < magnitude.height() && x >= 0 && x < magnitude.width();
        return inside ? magnitude.at(y, x) : 0;
    }
}
