package io.redoubt.core.attack.loss;

import io.redoubt.core.attack.logits.Logits;

/**
 * The margin loss of Carlini and Wagner (2017): the largest other logit minus that of the label. It has no softmax that
 * could saturate.
 *
 * @param label the true class
 */
public record MarginLoss(int label) implements LogitLoss {
    @Override
    public double value(float[] logits) {
        return (double) logits[Logits.argmaxExcept(label, logits)] - logits[label];
    }

    @Override
    public float[] direction(float[] logits) {
        float[] direction = new float[logits.length];
        direction[Logits.argmaxExcept(label, logits)] = 1;
        direction[label] = -1;
        return direction;
    }
}
