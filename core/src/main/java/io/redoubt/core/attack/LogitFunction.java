package io.redoubt.core.attack;

/**
 * A classifier as attacks see it: logits of points, and gradients of weighted sums of logits. What it says of a point does
 * not depend on the other points asked about. For use by one thread at a time.
 */
public interface LogitFunction {
    /** The number of classes, at least 2. */
    int classes();

    /**
     * Logits without a gradient.
     *
     * @param points (B)(pixels) in CHW order, values in [0,1], at least one
     * @return (B)(classes)
     */
    float[][] logits(float[][] points);

    /** Logits that gradients can be taken of, at the same points as {@link #logits}. */
    Pass pass(float[][] points);

    /** One pass forward, kept for one pass back. */
    interface Pass extends AutoCloseable {
        /** (B)(classes). */
        float[][] logits();

        /**
         * The gradients with respect to the points of the sums of logits weighted by {@code weights}; to be asked for
         * once.
         *
         * @param weights (B)(classes)
         * @return (B)(pixels)
         */
        float[][] gradients(float[][] weights);

        @Override
        void close();
    }
}
