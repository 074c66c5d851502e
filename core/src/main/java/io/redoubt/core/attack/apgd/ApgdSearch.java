package io.redoubt.core.attack.apgd;

import io.redoubt.core.attack.loss.LogitLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import java.nio.FloatBuffer;

/**
 * One run of Auto-PGD (Croce and Hein 2020, algorithm 1): ascent with momentum. Whenever {@link ApgdStepSize} halves
 * the step size, the search restarts from the best iterate. The start and every iterate are queried and offered.
 */
final class ApgdSearch implements Search {
    /** The weight of the new direction in an update; the rest is momentum ({@code alpha} in the paper). */
    private static final double ALPHA = 0.75;

    private final AttackedImage image;
    private final LogitLoss loss;
    private final int updates;
    private int made;
    private ApgdStepSize step;
    private float[] point;
    private float[] before;
    private Iterate best;
    private boolean finished;

    /**
     * @param updates at least 1
     * @param start the first iterate, in the ball and in [0,1]; must not be modified afterwards
     */
    ApgdSearch(AttackedImage image, LogitLoss loss, int updates, float[] start) {
        this.image = image;
        this.loss = loss;
        this.updates = updates;
        this.point = start;
        this.before = start;
    }

    /**
     * A random start on the surface of the ball, clipped to [0,1]: in the maximum norm a uniform point of the cube,
     * scaled until it reaches a face; in the Euclidean norm a uniform point of the sphere.
     */
    static float[] randomStart(AttackedImage image, long seed) {
        Ball ball = image.ball();
        float[] start = new float[image.clean().length];
        ball.sample(new long[] {seed}, FloatBuffer.wrap(start));
        double length = ball.distance(new float[start.length], start);
        double stretch = length > 0 ? ball.radius() / length : 0;
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) (image.clean()[i] + stretch * start[i]);
        }
        ball.project(start, image.clean());
        return start;
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
        return made < updates;
    }

    @Override
    public float[] weights(float[] logits) {
        return loss.direction(logits);
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        image.offer(point, logits);
        if (made == updates) {
            finished = true;
            return;
        }
        advance(chosen(new Iterate(point, gradient, loss.value(logits))));
        made++;
    }

    /** The iterate that the next update starts from: the current one, or the best one if the step size was halved. */
    private Iterate chosen(Iterate reached) {
        if (step == null) {
            step = new ApgdStepSize(
                    ApgdCheckpoints.of(updates), 2 * image.ball().radius(), reached.loss());
            best = reached;
            return reached;
        }
        best = reached.loss() > best.loss() ? reached : best;
        return step.update(reached.loss(), best.loss()) ? best : reached;
    }

    /**
     * The momentum is relative to the start of the previous update, even if this update starts from the best iterate.
     */
    private void advance(Iterate at) {
        Ball ball = image.ball();
        float[] ahead = moved(at.point(), step.size(), ball.steepest(at.gradient()));
        double alpha = made == 0 ? 1 : ALPHA;
        float[] next = new float[ahead.length];
        for (int i = 0; i < next.length; i++) {
            double here = at.point()[i];
            next[i] = (float) (here + alpha * (ahead[i] - here) + (1 - alpha) * (here - before[i]));
        }
        ball.project(next, image.clean());
        before = at.point();
        point = next;
    }

    private float[] moved(float[] from, double length, float[] direction) {
        float[] moved = new float[from.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (from[i] + length * direction[i]);
        }
        image.ball().project(moved, image.clean());
        return moved;
    }

    /** A queried point. */
    private record Iterate(float[] point, float[] gradient, double loss) {}
}
