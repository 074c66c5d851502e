package io.redoubt.core.corruption.image;

import io.redoubt.data.random.RandomStream;

/**
 * An affine map, given by three points and their images.
 *
 * @param from three source points, one row of (x, y) per point
 * @param to their target points, one row of (x, y) per point; not collinear
 */
public record AffineMap(double[][] from, double[][] to) {
    /**
     * Returns a random map that moves three corners of a centred square by up to {@code strength} pixels along each
     * axis. The corners are a third of the shorter side away from the centre, as in the published code.
     */
    public static AffineMap random(int height, int width, double strength, RandomStream random) {
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
     * Returns the transformed plane, sampled with bilinear interpolation. Each output pixel is mapped to its source
     * position by its barycentric coordinates, which an affine map preserves.
     */
    public ImagePlane apply(ImagePlane plane) {
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
