package io.redoubt.core.attack.loss;

/** A function of the logits of one image that an attack raises. */
public interface LogitLoss {
    /** The value. @param logits (classes) */
    double value(float[] logits);

    /**
     * The direction of the gradient with respect to the logits: the gradient times a number above 0 that may be another at
     * every point, chosen so that nothing vanishes for want of digits. Attacks follow directions only.
     *
     * @param logits (classes)
     */
    float[] direction(float[] logits);
}
