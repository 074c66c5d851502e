package io.redoubt.core.attack.loss;

/**
 * A ratio of two weighted sums of logits with a non-negative denominator. It is invariant to shifting and scaling the
 * logits, so that overconfident networks do not mislead an attack that maximises it.
 *
 * @param above (classes) weights of the numerator
 * @param below (classes) weights of the denominator
 */
public record LogitRatio(double[] above, double[] below) implements LogitLoss {
    /** Keeps the denominator above 0 if all logits in it are equal. */
    private static final double TINY = 1e-12;

    @Override
    public double value(float[] logits) {
        return sum(above, logits) / spread(logits);
    }

    /**
     * The gradient, which flows through both sums, is {@code (above - value * below) / spread}. It is returned
     * multiplied by the spread, and divided by the absolute value if that is greater than 1, so that it does not
     * overflow.
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
