package io.redoubt.core.adversary;

/** Where an iterative attack begins. */
public enum RandomStart {
    /** At the clean image. */
    NONE,
    /**
     * Uniform in the ball, not clipped to [0,1] before the first forward pass: the paper's code. From the first step on the
     * iterate is in range.
     */
    UNIFORM,
    /** Uniform in the ball, then clipped to [0,1], as an attacker who may only send images would. */
    UNIFORM_CLIPPED
}
