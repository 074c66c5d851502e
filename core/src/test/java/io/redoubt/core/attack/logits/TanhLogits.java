package io.redoubt.core.attack.logits;

import io.redoubt.data.random.RandomStream;

/**
 * A network of two layers, {@code tanh} between them.
 *
 * @param slopes (hidden)(pixels) of the first layer
 * @param offsets (hidden) of the first layer
 * @param head the second layer
 */
public record TanhLogits(float[][] slopes, float[] offsets, LinearLogits head) implements PointwiseLogits {
    private static final int HIDDEN = 6;

    /** Drawn from the standard normal distribution. */
    public static TanhLogits random(int classes, int pixels, long seed) {
        RandomStream random = new RandomStream(seed);
        LinearLogits first = LinearLogits.random(HIDDEN, pixels, random.nextLong());
        return new TanhLogits(first.slopes(), first.offsets(), LinearLogits.random(classes, HIDDEN, random.nextLong()));
    }

    @Override
    public int classes() {
        return head.classes();
    }

    @Override
    public float[] logits(float[] point) {
        return head.logits(hidden(point));
    }

    @Override
    public float[] gradient(float[] point, float[] weights) {
        float[] hidden = hidden(point);
        double[] gradient = new double[point.length];
        for (int h = 0; h < hidden.length; h++) {
            double back = 0;
            for (int c = 0; c < weights.length; c++) {
                back += (double) weights[c] * head.slopes()[c][h];
            }
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += back * (1 - (double) hidden[h] * hidden[h]) * slopes[h][i];
            }
        }
        float[] rounded = new float[point.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) gradient[i];
        }
        return rounded;
    }

    private float[] hidden(float[] point) {
        float[] hidden = new LinearLogits(slopes, offsets).logits(point);
        for (int h = 0; h < hidden.length; h++) {
            hidden[h] = (float) Math.tanh(hidden[h]);
        }
        return hidden;
    }
}
