package io.redoubt.core.attack;

import io.redoubt.core.random.RandomStream;

/**
 * A classifier with one hidden layer: the logits are {@code outer tanh(inner x + bias) + offsets}.
 *
 * @param inner (hidden)(pixels)
 * @param bias (hidden)
 * @param outer (classes)(hidden)
 * @param offsets (classes)
 */
record TanhLogits(float[][] inner, float[] bias, float[][] outer, float[] offsets) implements LogitFunction {

    /** Weights drawn from normal distributions, so that the hidden units are about as often flat as steep. */
    static TanhLogits random(int classes, int pixels, long seed) {
        int hidden = 8;
        RandomStream random = new RandomStream(seed);
        return new TanhLogits(
                normal(hidden, pixels, 3 / Math.sqrt(pixels), random),
                normal(1, hidden, 1, random)[0],
                normal(classes, hidden, 1, random),
                normal(1, classes, 1, random)[0]);
    }

    private static float[][] normal(int rows, int columns, double deviation, RandomStream random) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (deviation * random.nextGaussian());
            }
        }
        return values;
    }

    @Override
    public int classes() {
        return offsets.length;
    }

    @Override
    public float[][] logits(float[][] points) {
        float[][] logits = new float[points.length][classes()];
        for (int b = 0; b < points.length; b++) {
            double[] units = units(points[b]);
            for (int c = 0; c < classes(); c++) {
                double sum = offsets[c];
                for (int h = 0; h < units.length; h++) {
                    sum += outer[c][h] * units[h];
                }
                logits[b][c] = (float) sum;
            }
        }
        return logits;
    }

    private double[] units(float[] point) {
        double[] units = new double[bias.length];
        for (int h = 0; h < units.length; h++) {
            double sum = bias[h];
            for (int i = 0; i < point.length; i++) {
                sum += (double) inner[h][i] * point[i];
            }
            units[h] = Math.tanh(sum);
        }
        return units;
    }

    private float[] gradient(float[] point, float[] weights) {
        double[] units = units(point);
        double[] gradient = new double[point.length];
        for (int h = 0; h < units.length; h++) {
            double weight = 0;
            for (int c = 0; c < classes(); c++) {
                weight += weights[c] * outer[c][h];
            }
            weight *= 1 - units[h] * units[h];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += weight * inner[h][i];
            }
        }
        float[] rounded = new float[gradient.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) gradient[i];
        }
        return rounded;
    }

    @Override
    public Pass pass(float[][] points) {
        return new Pass() {
            @Override
            public float[][] logits() {
                return TanhLogits.this.logits(points);
            }

            @Override
            public float[][] gradients(float[][] weights) {
                float[][] gradients = new float[points.length][];
                for (int b = 0; b < points.length; b++) {
                    gradients[b] = gradient(points[b], weights[b]);
                }
                return gradients;
            }

            @Override
            public void close() {}
        };
    }
}
