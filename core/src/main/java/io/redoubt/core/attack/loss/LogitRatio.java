package io.redoubt.core.attack.loss;

/**
 * A ratio of two sums of weighted logits, the lower one never negative. It neither changes when a number is added to all
 * logits nor when all are scaled, so an attack that raises it cannot be misled by a network that is sure of everything.
 *
 * @param above (classes) weights of the numerator
 * @param below (classes) weights of the denominator
 */
public record LogitRatio(double[] above, double[] below) implements LogitLoss {
    /** Keeps the denominator from 0 where all the logits that it compares are equal. */
    private static final double TINY = 1e-12;

    @Override
    public double value(float[] logits) {
        return sum(above, logits) / spread(logits);
    }

    /**
     * The gradient, which flows through both sums: {@code (above - value * below) / spread}. It is given times the spread,
     * or divided by the value where that is greater than 1, so that neither overflows.
     */
    @Override
    public float[] direction(float[] logits) {
        double numerator = sum(above, logits);
        double spread = spread(logits);
        double scale = Math.max(spread, Math.abs(numerator));
        float[] direction = new float[logits.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (above[i] * (spread / scale) - below[i] * (numerator / scale));
        }
        return direction;
    }

    private double spread(float[] logits) {
        return sum(below, logits) + TINY;
    }

    private static double sum(double[] weights, float[] logits) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += weights[i] == 0 ? 0 : weights[i] * logits[i];
        }
        return sum;
    }
}
