package io.redoubt.core.attack.logits;

/** The class that logits predict. */
public final class Logits {

    private static final int NONE = -1;

    private Logits() {}

    /** Returns the first index of the largest logit; NaN counts as largest. */
    public static int argmax(float[] logits) {
        return argmaxExcept(NONE, logits);
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
