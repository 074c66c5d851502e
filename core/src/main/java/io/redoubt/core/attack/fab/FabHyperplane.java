package io.redoubt.core.attack.fab;

import io.redoubt.core.threat.Ball;

/**
 * A function of an image near a point, by its value and its gradient there. Where it is 0 is a hyperplane.
 *
 * @param point (pixels)
 * @param value at the point
 * @param gradient (pixels)
 */
record FabHyperplane(float[] point, double value, float[] gradient) {

    /** The value of the linear function at another point. */
    double at(float[] other) {
        double sum = value;
        for (int i = 0; i < other.length; i++) {
            sum += gradient[i] * ((double) other[i] - point[i]);
        }
        return sum;
    }

    /**
     * The shortest move, in the norm of a ball, to where the function is 0 without leaving [0,1] (Croce and Hein 2020,
     * section 3.1). Where 0 is out of reach it leads as close to 0 as [0,1] allows; where the gradient is 0 it is no move.
     *
     * <p>All pixels set out along the steepest descent and stop at the border. How far they go is the root of a concave
     * piecewise linear function, which Newton's method reaches from the left in a finite number of steps, so that nothing
     * needs to be sorted. The public code does not move pixels whose gradient is below 1e-8; here only ratios matter.
     *
     * @param from where the move begins, in [0,1]
     * @return (pixels)
     */
    float[] toZero(Ball ball, float[] from) {
        double excess = at(from);
        float[] move = ball.steepest(gradient);
        for (int i = 0; i < move.length; i++) {
            move[i] = excess < 0 ? move[i] : -move[i];
        }
        double length = length(Math.abs(excess), move, from);
        for (int i = 0; i < move.length; i++) {
            double distance = move[i] == 0 ? 0 : Math.min(length * Math.abs(move[i]), room(move[i], from[i]));
            move[i] = (float) (move[i] < 0 ? -distance : distance);
        }
        return move;
    }

    /** How many times the direction is gone along until the function has changed by {@code change}; infinite if never. */
    private double length(double change, float[] direction, float[] from) {
        double length = 0;
        while (true) {
            double stopped = 0;
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                double speed = Math.abs(direction[i]);
                double room = room(direction[i], from[i]);
                double steepness = Math.abs((double) gradient[i]);
                if (length * speed < room) {
                    slope += steepness * speed;
                } else {
                    stopped += steepness * room;
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

    /** How far a pixel can move in a direction. */
    private static double room(float direction, float pixel) {
        return direction > 0 ? 1.0 - pixel : pixel;
    }
}
