package io.redoubt.core.attack.search;

import io.redoubt.core.attack.logits.Logits;
import java.util.Optional;

/** A search in a batch and what is known about its current point. */
final class Query {
    private static final float[] NO_GRADIENT = {};

    private final Search search;
    private Optional<float[]> logits = Optional.empty();
    private boolean gradientNeeded;
    private long passes;

    Query(Search search) {
        this.search = search;
    }

    boolean finished() {
        return search.finished();
    }

    float[] point() {
        return search.point();
    }

    /** The number of forward passes so far. */
    long passes() {
        return passes;
    }

    /** Whether the point belongs into a pass with gradients. */
    boolean expectsGradient() {
        return logits.isPresent() || search.needsGradient();
    }

    /** Receives the logits of a pass without gradients. If a gradient is needed after all, the next pass computes it. */
    void answer(float[] values) {
        passes++;
        Logits.requireFinite(values);
        if (search.needsGradient(values)) {
            logits = Optional.of(values);
        } else {
            search.answer(values, NO_GRADIENT);
        }
    }

    /**
     * Returns the weights of the gradient, which are 0 if none is needed. A decision that was taken on earlier logits of
     * the same point stands, even if these are rounded differently.
     */
    float[] weights(float[] values) {
        passes++;
        if (logits.isEmpty()) {
            Logits.requireFinite(values);
            logits = Optional.of(values);
        }
        float[] known = logits.get();
        gradientNeeded = search.needsGradient(known);
        return gradientNeeded ? search.weights(known) : new float[known.length];
    }

    /** Receives the gradient with the {@link #weights}. */
    void answerWithGradient(float[] gradient) {
        float[] known = logits.orElseThrow();
        logits = Optional.empty();
        search.answer(known, gradientNeeded ? requireNumbers(gradient) : NO_GRADIENT);
    }

    private static float[] requireNumbers(float[] gradient) {
        for (float value : gradient) {
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("the gradient of the logits with respect to an image is NaN; replace"
                        + " operations of the model without a derivative there, such as the square root of 0");
            }
        }
        return gradient;
    }
}
