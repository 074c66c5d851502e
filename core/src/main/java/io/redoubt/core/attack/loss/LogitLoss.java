package io.redoubt.core.attack.loss;

/** A function of the logits of one image that an attack maximises. */
public interface LogitLoss {
    /** Returns the value. @param logits (classes) */
    double value(float[] logits);

    /**
     * The direction of the gradient with respect to the logits: the gradient times a positive factor, which may differ
     * between points and prevents underflow. Attacks use only the direction.
     *
     * @param logits (classes)
     */
    float[] direction(float[] logits);
}
