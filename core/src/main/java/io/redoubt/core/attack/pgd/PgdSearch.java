package io.redoubt.core.attack.pgd;

import io.redoubt.core.attack.loss.LogitLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import java.nio.FloatBuffer;

/** One run of projected gradient ascent with a fixed step size. Offers the last iterate. */
final class PgdSearch implements Search {
    private final AttackedImage image;
    private final LogitLoss loss;
    private final double stepSize;
    private final float[] point;
    private int stepsLeft;
    private boolean finished;

    /**
     * @param start the first iterate; modified by the search
     * @param stepSize in the norm of the ball
     */
    PgdSearch(AttackedImage image, LogitLoss loss, int steps, double stepSize, float[] start) {
        this.image = image;
        this.loss = loss;
        this.stepSize = stepSize;
        this.stepsLeft = steps;
        this.point = start;
    }

    /** The image plus a perturbation drawn uniformly from the ball, not clipped to [0,1]: the start of the paper's code. */
    static float[] randomStart(AttackedImage image, long seed) {
        float[] start = new float[image.clean().length];
        image.ball().sample(new long[] {seed}, FloatBuffer.wrap(start));
        for (int i = 0; i < start.length; i++) {
            start[i] += image.clean()[i];
        }
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
        return stepsLeft > 0;
    }

    @Override
    public float[] weights(float[] logits) {
        return loss.direction(logits);
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        if (stepsLeft == 0) {
            image.offer(point, logits);
            finished = true;
            return;
        }
        Ball ball = image.ball();
        float[] step = ball.steepest(gradient);
        for (int i = 0; i < point.length; i++) {
            point[i] += (float) (stepSize * step[i]);
        }
        ball.project(point, image.clean());
        stepsLeft--;
    }
}
