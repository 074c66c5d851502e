package io.redoubt.core.attack.search;

/**
 * An attack on one image as a sequence of queries to the classifier. Searches for many images run in lockstep, so that
 * their queries share batches; they are independent of each other and may run on different threads at the same time.
 * Until a search is {@link #finished}, the caller reads its {@link #point}, then the {@link #weights} of the gradient
 * there if it {@linkplain #needsGradient(float[]) needs} one, and passes the result to {@link #answer}.
 */
public interface Search {
    /** Whether the search has no more queries. */
    boolean finished();

    /** The point to query, in [0,1]. */
    float[] point();

    /**
     * Whether the next query is expected to need a gradient; false by default. A wrong expectation costs time only: a
     * backward pass that is not needed, or another forward pass.
     */
    default boolean needsGradient() {
        return false;
    }

    /**
     * Whether the query needs a gradient, once its logits are known; as expected by default.
     *
     * @param logits (classes) at the point
     */
    default boolean needsGradient(float[] logits) {
        return needsGradient();
    }

    /**
     * The weights of the sum of logits whose gradient is computed. Called only if the gradient is needed.
     *
     * @param logits (classes) at the point
     * @return (classes)
     */
    default float[] weights(float[] logits) {
        throw new IllegalStateException("no gradient is needed");
    }

    /**
     * Receives the result of the query.
     *
     * @param logits (classes) at the point
     * @param gradient (pixels) of the weighted sum; empty unless it is needed
     */
    void answer(float[] logits, float[] gradient);
}
