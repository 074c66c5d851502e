package io.redoubt.core.corruption;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The edge detector of J. Canny (A Computational Approach to Edge Detection, 1986) as in OpenCV: 3x3 Sobel gradients,
 * of which those stay that are largest along their own direction; weak ones only when connected to a strong one.
 */
final class CannyEdges {
    private static final double WEAK = 50;
    private static final double STRONG = 150;
    private static final double TAN_22_5 = StrictMath.sqrt(2) - 1;
    private static final ConvolutionKernel RIGHT =
            ConvolutionKernel.square(new double[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}});
    private static final ConvolutionKernel DOWN = BlurKernels.transposed(RIGHT);

    private final ImagePlane right;
    private final ImagePlane down;
    private final ImagePlane strength;
    private final ImagePlane edges;

    private CannyEdges(ImagePlane levels) {
        right = RIGHT.filter(levels, BorderMode.NEAREST);
        down = DOWN.filter(levels, BorderMode.NEAREST);
        strength = right.with(down, (x, y) -> Math.abs(x) + Math.abs(y));
        edges = new ImagePlane(levels.height(), levels.width());
    }

    /**
     * 1 at an edge and 0 elsewhere.
     *
     * @param levels whole values from 0 to 255
     */
    static ImagePlane of(ImagePlane levels) {
        CannyEdges canny = new CannyEdges(levels);
        for (int y = 0; y < levels.height(); y++) {
            for (int x = 0; x < levels.width(); x++) {
                if (canny.strength.at(y, x) > STRONG && canny.isRidge(y, x)) {
                    canny.follow(y, x);
                }
            }
        }
        return canny.edges;
    }

    /** Marks a strong pixel and all that are connected to it through weak ones. */
    private void follow(int startY, int startX) {
        Deque<int[]> open = new ArrayDeque<>();
        open.add(new int[] {startY, startX});
        while (!open.isEmpty()) {
            int[] pixel = open.remove();
            if (edges.at(pixel[0], pixel[1]) == 1) {
                continue;
            }
            edges.set(pixel[0], pixel[1], 1);
            for (int y = Math.max(0, pixel[0] - 1); y <= Math.min(edges.height() - 1, pixel[0] + 1); y++) {
                for (int x = Math.max(0, pixel[1] - 1); x <= Math.min(edges.width() - 1, pixel[1] + 1); x++) {
                    if (edges.at(y, x) == 0 && strength.at(y, x) > WEAK && isRidge(y, x)) {
                        open.add(new int[] {y, x});
                    }
                }
            }
        }
    }

    /** Whether the gradient is larger than its two neighbours across the edge; of two equal ones the first counts. */
    private boolean isRidge(int y, int x) {
        double here = strength.at(y, x);
        double across = Math.abs(right.at(y, x));
        double along = Math.abs(down.at(y, x));
        if (along < TAN_22_5 * across) {
            return here > strengthAt(y, x - 1) && here >= strengthAt(y, x + 1);
        }
        if (across < TAN_22_5 * along) {
            return here > strengthAt(y - 1, x) && here >= strengthAt(y + 1, x);
        }
        int slope = right.at(y, x) * down.at(y, x) < 0 ? -1 : 1;
        return here > strengthAt(y - 1, x - slope) && here > strengthAt(y + 1, x + slope);
    }

    private double strengthAt(int y, int x) {
        boolean inside = y >= 0 && y < strength.height() && x >= 0 && x < strength.width();
        return inside ? strength.at(y, x) : 0;
    }
}
