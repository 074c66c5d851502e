package io.redoubt.core.attack.logits;

import io.redoubt.data.random.RandomStream;

/**
 * A classifier whose optimal attacks are known: the logits are {@code slopes x + offsets}.
 *
 * @param slopes (classes)(pixels)
 * @param offsets (classes)
 */
public record LinearLogits(float[][] slopes, float[] offsets) implements PointwiseLogits {

    /** Slopes and offsets drawn from the standard normal distribution. */
    public static LinearLogits random(int classes, int pixels, long seed) {
        RandomStream random = new RandomStream(seed);
        float[][] slopes = new float[classes][pixels];
        float[] offsets = new float[classes];
        for (int c = 0; c < classes; c++) {
            offsets[c] = (float) random.nextGaussian();
            for (int i = 0; i < pixels; i++) {
                slopes[c][i] = (float) random.nextGaussian();
            }
        }
        return new LinearLogits(slopes, offsets);
    }

    @Override
    public int classes() {
        return offsets.length;
    }

    @Override
    public float[] logits(float[] point) {
        float[] logits = offsets.clone();
        for (int c = 0; c < logits.length; c++) {
            double sum = offsets[c];
            for (int i = 0; i < point.length; i++) {
                sum += (double) slopes[c][i] * point[i];
            }
            logits[c] = (float) sum;
        }
        return logits;
    }

    @Override
    public float[] gradient(float[] point, float[] weights) {
        float[] gradient = new float[point.length];
        for (int c = 0; c < slopes.length; c++) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += weights[c] * slopes[c][i];
            }
        }
        return gradient;
    }
}
