package io.redoubt.core.attack.fab;

import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import java.util.Arrays;

/**
 * One run of the fast adaptive boundary attack (Croce and Hein 2020, algorithm 1) towards one class: it looks for the
 * misclassified point that is closest to the image, wherever that is. Each iteration takes the boundary between label and
 * target for the hyperplane that its linearisation gives, and moves beyond the nearest point of that, drawn somewhat to
 * the point that is nearest to the image; a point that is misclassified is followed by one closer to the image.
 *
 * <p>Only points of the ball are offered. As in the public code, there is no final search along the line to the image.
 * Unlike there, a point whose gradient is computed is a candidate too, which costs nothing; and a run ends when it no
 * longer moves.
 */
final class FabSearch implements Search {
    /** The largest share of the point nearest to the image. */
    private static final double MOST_BIAS = 0.1;

    /** How far beyond the hyperplane, as a multiple of the way there. */
    private static final double EXTRAPOLATION = 1.05;

    /** What is left of the distance to the image after a step back. */
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
     * @param iterations linearisations, at least 1
     * @param start where it begins, in [0,1]
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

    @Override
    public boolean needsGradient() {
        return iterationsLeft > 0;
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
        } else if (moved && margin.value(logits) > 0) {
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
