package io.redoubt.core.attack.logits;

/** The class that logits predict. */
public final class Logits {

    private static final int NONE = -1;

    private Logits() {}

    /**
     * Returns the first index of the largest logit.
     *
     * @throws IllegalArgumentException when a logit is NaN or infinite: then no class is predicted
     */
    public static int argmax(float[] logits) {
        requireFinite(logits);
        return argmaxExcept(NONE, logits);
    }

    /** @throws IllegalArgumentException when a logit is NaN or infinite */
    public static void requireFinite(float[] logits) {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalArgumentException("logit " + i + " of an image is " + logits[i]
                        + "; check the value range and the normalisation of the images, and the weights");
            }
        }
    }

    /** Returns the first index of the largest logit other than that of {@code label}; NaN counts as largest. */
    public static int argmaxExcept(int label, float[] logits) {
        int best = NONE;
        for (int i = 0; i < logits.length; i++) {
            if (i != label && (best < 0 || logits[i] > logits[best] || Float.isNaN(logits[i]))) {
                best = i;
            }
        }
        return best;
    }
}
