package io.redoubt.core.attack.search;

import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.Seeds;
import java.util.Optional;

/** An image under attack and the best point found for it so far: the one with the smallest margin. */
public final class AttackedImage {
    /**
     * Relative margin above which rounding cannot change the predicted class. With a smaller margin, the class may
     * depend on the batch size.
     */
    private static final double ROUNDING = 1e-4;

    private final float[] clean;
    private final ImageShape shape;
    private final int label;
    private final long seed;
    private final Ball ball;
    private float[] cleanLogits;
    private float[] point;
    private float[] logits;

    /**
     * @param clean the image, in [0,1]
     * @param label the true class
     * @param seed seed of all random numbers
     * @param ball the perturbation set
     */
    public AttackedImage(float[] clean, ImageShape shape, int label, long seed, Ball ball) {
        if (clean.length != shape.size()) {
            throw new IllegalArgumentException(
                    "the image has " + clean.length + " values; " + shape + " needs " + shape.size());
        }
        this.clean = clean;
        this.shape = shape;
        this.label = label;
        this.seed = seed;
        this.ball = ball;
    }

    /** Returns the unperturbed image, which must not be modified. */
    public float[] clean() {
        return clean;
    }

    public ImageShape shape() {
        return shape;
    }

    public int label() {
        return label;
    }

    public Ball ball() {
        return ball;
    }

    /** Returns the seed for one purpose in one of several restarts. */
    public long seed(String purpose, int attempt) {
        return Seeds.derive(seed, 0, attempt, purpose);
    }

    /** Returns the seed of all random numbers. */
    public long seed() {
        return seed;
    }

    /** Returns the logits of the unperturbed image; known before any search starts. */
    public float[] cleanLogits() {
        return cleanLogits;
    }

    /** Whether the unperturbed image is classified correctly. Requires {@link #cleanLogits}. */
    public boolean cleanCorrect() {
        return margin(cleanLogits) >= 0;
    }

    public void clean(float[] cleanLogits) {
        this.cleanLogits = cleanLogits;
    }

    /** Returns the result so far. Requires {@link #cleanLogits}. */
    public BestPoint bestPoint() {
        return new BestPoint(
                cleanLogits, point == null ? Optional.empty() : Optional.of(new BestPoint.Point(point, logits)));
    }

    /** Restores an earlier result for the same image. */
    public void restore(BestPoint earlier) {
        cleanLogits = earlier.cleanLogits();
        earlier.strongest().ifPresent(strongest -> {
            point = strongest.values();
            logits = strongest.logits();
        });
    }

    /**
     * Keeps a point if its margin is smaller than that of the best point.
     *
     * @param candidate in the ball and in [0,1]; must not be modified afterwards
     * @param candidateLogits its logits, finite
     */
    public void offer(float[] candidate, float[] candidateLogits) {
        if (point == null || margin(candidateLogits) < margin()) {
            point = candidate;
            logits = candidateLogits;
        }
    }

    /** Returns the best point so far, or the image itself if no point was offered. */
    public float[] point() {
        return point == null ? clean : point;
    }

    /** Returns the logit of the label minus the largest other at {@link #point}; infinite if no point was offered. */
    public double margin() {
        return point == null ? Double.POSITIVE_INFINITY : margin(logits);
    }

    /** Whether the best point is misclassified. */
    public boolean fooled() {
        return margin() < 0;
    }

    /** Whether the best point is misclassified by more than rounding can explain, so that every search ends. */
    public boolean settled() {
        return point != null && margin() < -ROUNDING * Math.max(1, Math.abs(logits[label]));
    }

    /** Returns the class predicted for the best point. */
    public int predicted() {
        return point == null ? label : Logits.argmax(logits);
    }

    private double margin(float[] values) {
        return (double) values[label] - values[Logits.argmaxExcept(label, values)];
    }
}
