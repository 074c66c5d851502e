package io.redoubt.core.attack.logits;

import io.redoubt.core.random.RandomStream;

/**
 * A classifier whose best attacks are known: the logits are {@code slopes x + offsets}.
 *
 * @param slopes (classes)(pixels)
 * @param offsets (classes)
 */
public record LinearLogits(float[][] slopes, float[] offsets) implements LogitFunction {

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
    public float[][] logits(float[][] points) {
        float[][] logits = new float[points.length][];
        for (int b = 0; b < points.length; b++) {
            logits[b] = logits(points[b]);
        }
        return logits;
    }

    /** Logits of one point. */
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
    public Pass pass(float[][] points) {
        return new Pass() {
            @Override
            public float[][] logits() {
                return LinearLogits.this.logits(points);
            }

            @Override
            public float[][] gradients(float[][] weights) {
                float[][] gradients = new float[points.length][points[0].length];
                for (int b = 0; b < points.length; b++) {
                    for (int c = 0; c < slopes.length; c++) {
                        for (int i = 0; i < points[b].length; i++) {
                            gradients[b][i] += weights[b][c] * slopes[c][i];
                        }
                    }
                }
                return gradients;
            }

            @Override
            public void close() {}
        };
    }
}
