package io.redoubt.core.adversary;

/** The first iterate of an attack. */
public enum RandomStart {
    /** The clean image. */
    NONE,
    /**
     * Uniform in the ball, not clipped to [0,1] before the first forward pass, as in the paper's code. The iterates after the
     * first are in range.
     */
    UNIFORM,
    /** Uniform in the ball, then clipped to [0,1]: a valid image. */
    UNIFORM_CLIPPED
}
