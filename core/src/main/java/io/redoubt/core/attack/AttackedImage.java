package io.redoubt.core.attack;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.random.Seeds;
import io.redoubt.core.threat.Ball;
import java.util.Optional;

/** One image under attack, and the strongest point found for it so far: the one whose margin is smallest. */
public final class AttackedImage {
    /**
     * A margin that no other order of summing up turns: an image whose logits differ by less than this, relative to the
     * largest of them, might be judged otherwise in a batch of another size.
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
     * @param label its class
     * @param seed all randomness follows from it
     * @param ball the points that are allowed
     */
    public AttackedImage(float[] clean, ImageShape shape, int label, long seed, Ball ball) {
        if (clean.length != shape.size()) {
            throw new IllegalArgumentException(clean.length + " values are no image of " + shape);
        }
        this.clean = clean;
        this.shape = shape;
        this.label = label;
        this.seed = seed;
        this.ball = ball;
    }

    /** The image; not to be changed. */
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

    /** The seed for one purpose in one of several tries. */
    public long seed(String purpose, int attempt) {
        return Seeds.derive(seed, 0, attempt, purpose);
    }

    /** The seed itself. */
    public long seed() {
        return seed;
    }

    /** What the classifier says of the image itself; known before any search begins. */
    public float[] cleanLogits() {
        return cleanLogits;
    }

    /** Whether the image itself is taken for its class; to be asked once {@link #cleanLogits} are known. */
    boolean cleanRight() {
        return margin(cleanLogits) >= 0;
    }

    void clean(float[] cleanLogits) {
        this.cleanLogits = cleanLogits;
    }

    /** What is known of the image; to be asked once {@link #cleanLogits} are known. */
    BestPoint finding() {
        return new BestPoint(
                cleanLogits, point == null ? Optional.empty() : Optional.of(new BestPoint.Point(point, logits)));
    }

    /** Goes on from what was known of the same image. */
    void restore(BestPoint finding) {
        cleanLogits = finding.cleanLogits();
        finding.strongest().ifPresent(strongest -> {
            point = strongest.values();
            logits = strongest.logits();
        });
    }

    /**
     * Gives a point that lies in the ball and in [0,1].
     *
     * @param candidate not to be changed afterwards
     * @param candidateLogits what the classifier says of it
     * @throws IllegalArgumentException when the logits are not numbers
     */
    public void offer(float[] candidate, float[] candidateLogits) {
        double margin = margin(candidateLogits);
        if (Double.isNaN(margin)) {
            throw new IllegalArgumentException(
                    "the classifier's logits are not numbers; a model that does not answer cannot be judged");
        }
        if (point == null || margin < margin()) {
            point = candidate;
            logits = candidateLogits;
        }
    }

    /** The strongest point so far; the image itself if none was given. */
    public float[] point() {
        return point == null ? clean : point;
    }

    /** How far the label's logit is above the largest other at {@link #point}; infinite if no point was given. */
    public double margin() {
        return point == null ? Double.POSITIVE_INFINITY : margin(logits);
    }

    /** Whether the strongest point is taken for another class. */
    public boolean fooled() {
        return margin() < 0;
    }

    /** Whether the strongest point is taken for another class beyond any doubt of rounding, so that no search goes on. */
    public boolean settled() {
        return point != null && margin() < -ROUNDING * Math.max(1, Math.abs(logits[label]));
    }

    /** The class that the strongest point is taken for. */
    public int predicted() {
        return point == null ? label : largest(logits, -1);
    }

    private double margin(float[] values) {
        return (double) values[label] - values[largest(values, label)];
    }

    /** The first class with the largest value, {@code except} left out. */
    static int largest(float[] values, int except) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (i != except && (best < 0 || values[i] > values[best] || Float.isNaN(values[i]))) {
                best = i;
            }
        }
        return best;
    }
}
