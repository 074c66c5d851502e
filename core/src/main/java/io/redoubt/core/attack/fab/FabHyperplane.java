package io.redoubt.core.attack.fab;

import io.redoubt.core.threat.Ball;

/**
 * The linearisation of a function of an image at a point. Its zero set is a hyperplane.
 *
 * @param point (pixels)
 * @param value at the point
 * @param gradient (pixels)
 */
record FabHyperplane(float[] point, double value, float[] gradient) {

    /** The value of the linearisation at another point. */
    double at(float[] other) {
        double sum = value;
        for (int i = 0; i < other.length; i++) {
            sum += gradient[i] * ((double) other[i] - point[i]);
        }
        return sum;
    }

    /**
     * The projection onto the hyperplane within [0,1] that is shortest in the norm of a ball (Croce and Hein 2020,
     * section 3.1), as a displacement. If [0,1] does not contain a zero, it leads to the value closest to 0; if the
     * gradient is 0, it is 0.
     *
     * <p>All pixels move along the direction of steepest descent and stop at the bounds of [0,1]. The distance is the
     * root of a concave piecewise linear function, which Newton's method reaches from the left in a finite number of
     * steps, so that no sorting is needed. The public code does not move pixels whose gradient is below 1e-8; here only
     * ratios of gradients matter.
     *
     * @param from the point to project, in [0,1]
     * @return (pixels)
     */
    float[] toZero(Ball ball, float[] from) {
        double excess = at(from);
        float[] move = ball.steepest(gradient);
        double[] room = new double[move.length];
        for (int i = 0; i < move.length; i++) {
            move[i] = excess < 0 ? move[i] : -move[i];
            room[i] = room(move[i], from[i]);
        }
        double length = length(Math.abs(excess), move, room);
        for (int i = 0; i < move.length; i++) {
            double distance = move[i] == 0 ? 0 : Math.min(length * Math.abs(move[i]), room[i]);
            move[i] = Math.copySign((float) distance, move[i]);
        }
        return move;
    }

    /** The multiple of the direction at which the function has changed by {@code change}; infinite if it never does. */
    private double length(double change, float[] direction, double[] room) {
        double length = 0;
        while (true) {
            double stopped = 0;
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                double speed = Math.abs(direction[i]);
                double steepness = Math.abs((double) gradient[i]);
                if (length * speed < room[i]) {
                    slope += steepness * speed;
                } else {
                    stopped += steepness * room[i];
                }
            }
            double further = slope == 0 ? Double.POSITIVE_INFINITY : (change - stopped) / slope;
            if (!(further > length)) {
                return length;
            }
            if (slope == 0) {
                return change > stopped ? further : length;
            }
            length = further;
        }
    }

    /** The distance that a pixel can move in a direction; without a branch, because directions are hard to predict. */
    private static double room(float direction, float pixel) {
        int up = direction > 0 ? 1 : 0;
        return up * (1.0 - pixel) + (1 - up) * (double) pixel;
    }
}
