package io.redoubt.core.attack;

/**
 * The loss of Carlini and Wagner (2017): the largest other logit less that of the label. It has no softmax to saturate.
 *
 * @param label the true class
 */
record MarginLoss(int label) implements LogitLoss {
    @Override
    public double value(float[] logits) {
        return (double) logits[AttackedImage.largest(logits, label)] - logits[label];
    }

    @Override
    public float[] direction(float[] logits) {
        float[] direction = new float[logits.length];
        direction[AttackedImage.largest(logits, label)] = 1;
        direction[label] = -1;
        return direction;
    }
}
