package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * The affine map that takes three given points to three others.
 *
 * @param from rows of (x, y)
 * @param to rows of (x, y), not on one line
 */
record AffineMap(double[][] from, double[][] to) {
    /**
     * Moves three corners of a square, a third of the picture away from its middle, by up to {@code strength} pixels
     * each way.
     */
    static AffineMap random(int height, int width, double strength, RandomStream random) {
        int reach = Math.min(height, width) / 3;
        int right = width / 2 + reach;
        int left = width / 2 - reach;
        int bottom = height / 2 + reach;
        int top = height / 2 - reach;
        double[][] from = {{right, bottom}, {right, top}, {left, top}};
        double[][] to = new double[3][2];
        for (int point = 0; point < 3; point++) {
            for (int axis = 0; axis < 2; axis++) {
                to[point][axis] = from[point][axis] + strength * (2 * random.nextDouble() - 1);
            }
        }
        return new AffineMap(from, to);
    }

    /**
     * The moved picture, bilinear. A pixel has the same barycentric coordinates among the moved points as the place
     * that it comes from has among the given ones.
     */
    ImagePlane apply(ImagePlane plane) {
        double ux = to[0][0] - to[2][0];
        double uy = to[0][1] - to[2][1];
        double vx = to[1][0] - to[2][0];
        double vy = to[1][1] - to[2][1];
        double area = ux * vy - uy * vx;
        ImagePlane result = new ImagePlane(plane.height(), plane.width());
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                double dx = x - to[2][0];
                double dy = y - to[2][1];
                double first = (dx * vy - dy * vx) / area;
                double second = (ux * dy - uy * dx) / area;
                result.set(y, x, plane.at(source(1, first, second), source(0, first, second), BorderMode.MIRROR));
            }
        }
        return result;
    }

    private double source(int axis, double first, double second) {
        double last = from[2][axis];
        return last + first * (from[0][axis] - last) + second * (from[1][axis] - last);
    }
}
