package io.redoubt.core.attack.search;

/**
 * An attack on one image as a sequence of queries to the classifier. Searches for many images run in lockstep, so that
 * their queries share batches; they are independent of each other. Until a search is {@link #finished}, the caller
 * reads its {@link #point}, then the {@link #weights} of the gradient there if it {@link #needsGradient}, and passes
 * the result to {@link #answer}.
 */
public interface Search {
    /** Whether the search has no more queries. */
    boolean finished();

    /** The point to query, in [0,1]. */
    float[] point();

    /** Whether the next query needs a gradient; false by default. */
    default boolean needsGradient() {
        return false;
    }

    /**
     * The weights of the sum of logits whose gradient is computed. Called only if {@link #needsGradient}.
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
     * @param gradient (pixels) of the weighted sum; empty unless {@link #needsGradient}
     */
    void answer(float[] logits, float[] gradient);
}
