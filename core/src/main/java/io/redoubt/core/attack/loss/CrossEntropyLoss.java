package io.redoubt.core.attack.loss;

import io.redoubt.core.attack.logits.Logits;

/**
 * The cross entropy of the label. The direction of its gradient, softmax minus one-hot, omits the common factor {@code
 * 1 - p(label)}: if a network is so confident that the factor rounds to 0, an attack could not make progress.
 *
 * @param label the true class
 */
public record CrossEntropyLoss(int label) implements LogitLoss {
    @Override
    public double value(float[] logits) {
        double largest = logits[Logits.argmaxExcept(label, logits)];
        double others = 0;
        for (int i = 0; i < logits.length; i++) {
            others += i == label ? 0 : Math.exp(logits[i] - largest);
        }
        // log(1 + odds), so that small losses of a confident network remain distinct.
        double margin = logits[label] - largest;
        return margin > 0 ? Math.log1p(others * Math.exp(-margin)) : Math.log(others + Math.exp(margin)) - margin;
    }

    @Override
    public float[] direction(float[] logits) {
        double largest = logits[Logits.argmaxExcept(label, logits)];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += i == label ? 0 : Math.exp(logits[i] - largest);
        }
        float[] direction = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            direction[i] = i == label ? -1 : (float) (Math.exp(logits[i] - largest) / sum);
        }
        return direction;
    }
}
