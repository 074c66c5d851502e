package io.redoubt.core.attack.fab;

import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import java.util.Arrays;

/**
 * One run of the fast adaptive boundary attack (Croce and Hein 2020, algorithm 1) on one target: it minimises the
 * distance of a misclassified point to the image, inside the ball or not. Each iteration linearises the decision
 * boundary between label and target and moves beyond the projections of the current point and of the image onto that
 * hyperplane, combined with a weight that favours the former. After a misclassified point, the next point is moved back
 * towards the image.
 *
 * <p>Only points in the ball are offered. As in the public code, there is no final search along the line to the image.
 * Unlike in that code, points whose gradient is computed are candidates too, at no extra cost, and a run ends when its
 * point no longer changes.
 */
final class FabSearch implements Search {
    /** The maximum weight of the projection of the image ({@code alpha_max} in the paper). */
    private static final double MOST_BIAS = 0.1;

    /** The length of a step as a multiple of the distance to the hyperplane ({@code eta} in the paper). */
    private static final double EXTRAPOLATION = 1.05;

    /** The fraction of the distance to the image that a backward step keeps ({@code beta} in the paper). */
    private static final double BACKWARD = 0.9;

    private static final double SHORTEST = 1e-8;

    private final AttackedImage image;
    private final MarginLoss margin;
    private final int target;
    private float[] point;
    private int iterationsLeft;
    private boolean moved;
    private boolean finished;

    /**
     * @param iterations number of linearisations, at least 1
     * @param start the first point, in [0,1]
     */
    FabSearch(AttackedImage image, int target, int iterations, float[] start) {
        this.image = image;
        this.margin = new MarginLoss(image.label());
        this.target = target;
        this.iterationsLeft = iterations;
        this.point = start;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public float[] point() {
        return point;
    }

    /** Most points beyond the boundary are misclassified, and a step back needs no gradient. */
    @Override
    public boolean needsGradient() {
        return iterationsLeft > 0 && !moved;
    }

    @Override
    public boolean needsGradient(float[] logits) {
        return iterationsLeft > 0 && !stepsBack(logits);
    }

    private boolean stepsBack(float[] logits) {
        return moved && margin.value(logits) > 0;
    }

    @Override
    public float[] weights(float[] logits) {
        float[] weights = new float[logits.length];
        weights[target] = 1;
        weights[image.label()] = -1;
        return weights;
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        Ball ball = image.ball();
        if (ball.distance(image.clean(), point) <= ball.radius()) {
            image.offer(point, logits);
        }
        if (iterationsLeft == 0) {
            finished = true;
        } else if (stepsBack(logits)) {
            point = stepBack();
            moved = false;
        } else {
            double lead = (double) logits[target] - logits[image.label()];
            float[] next = step(new FabHyperplane(point, lead, gradient));
            finished = Arrays.equals(next, point);
            point = next;
            moved = true;
            iterationsLeft--;
        }
    }

    private float[] step(FabHyperplane boundary) {
        float[] clean = image.clean();
        float[] fromPoint = boundary.toZero(image.ball(), point);
        float[] fromClean = boundary.toZero(image.ball(), clean);
        double length = length(fromPoint);
        double bias = Math.min(MOST_BIAS, length / (length + length(fromClean)));
        float[] next = new float[point.length];
        for (int i = 0; i < next.length; i++) {
            double ahead = point[i] + EXTRAPOLATION * fromPoint[i];
            double near = clean[i] + EXTRAPOLATION * fromClean[i];
            next[i] = (float) Math.min(1, Math.max(0, (1 - bias) * ahead + bias * near));
        }
        return next;
    }

    private double length(float[] move) {
        return Math.max(SHORTEST, image.ball().distance(new float[move.length], move));
    }

    private float[] stepBack() {
        float[] clean = image.clean();
        float[] next = new float[point.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) (clean[i] + BACKWARD * ((double) point[i] - clean[i]));
        }
        return next;
    }
}
