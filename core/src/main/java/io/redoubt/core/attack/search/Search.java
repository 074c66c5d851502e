package io.redoubt.core.attack.search;

/**
 * An attack on one image, as a sequence of questions to the classifier. Searches for many images run in lock step, so that
 * their questions share passes through the network; each knows nothing of the others. Until it is {@link #finished}, a
 * search is asked in turn for its {@link #point}, for the {@link #weights} of the gradient there, and given the answer.
 */
public interface Search {
    /** Whether nothing more is to be asked. */
    boolean finished();

    /** The point to ask about, in [0,1]. */
    float[] point();

    /** Whether the next answer needs a gradient; by default none does. */
    default boolean needsGradient() {
        return false;
    }

    /**
     * The weights of the sum of logits whose gradient is wanted; asked for only where {@link #needsGradient}.
     *
     * @param logits (classes) at the point
     * @return (classes)
     */
    default float[] weights(float[] logits) {
        throw new IllegalStateException("no gradient is needed");
    }

    /**
     * The answer.
     *
     * @param logits (classes) at the point
     * @param gradient (pixels) of the weighted sum; empty unless {@link #needsGradient}
     */
    void answer(float[] logits, float[] gradient);
}
