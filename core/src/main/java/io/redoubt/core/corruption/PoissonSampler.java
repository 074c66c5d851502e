package io.redoubt.core.corruption;

import io.redoubt.data.random.RandomStream;

/**
 * Draws Poisson variates by inversion. The search starts at the mode and moves outwards, so the expected number of
 * steps is proportional to the standard deviation. Each variate consumes one uniform number, whatever the mean.
 */
final class PoissonSampler {
    private static final int MAX_MEAN = 500;
    private static final double[] LOG_FACTORIAL = new double[MAX_MEAN + 1];

    /** The search ends when the next two probabilities sum to less than this. */
    private static final double NEGLIGIBLE = 1e-18;

    static {
        for (int i = 1; i < LOG_FACTORIAL.length; i++) {
            LOG_FACTORIAL[i] = LOG_FACTORIAL[i - 1] + StrictMath.log(i);
        }
    }

    private PoissonSampler() {}

    /**
     * Draws one variate.
     *
     * @param mean from 0 to 500
     */
    static int sample(double mean, RandomStream random) {
        double remaining = random.nextDouble();
        if (mean == 0) {
            return 0;
        }
        int mode = (int) mean;
        double modeProbability = StrictMath.exp(mode * StrictMath.log(mean) - mean - LOG_FACTORIAL[mode]);
        remaining -= modeProbability;
        int low = mode;
        int high = mode;
        double lowProbability = modeProbability;
        double highProbability = modeProbability;
        while (remaining >= 0 && lowProbability + highProbability > NEGLIGIBLE) {
            highProbability *= mean / ++high;
            remaining -= highProbability;
            if (remaining < 0) {
                return high;
            }
            lowProbability *= low-- / mean;
            remaining -= lowProbability;
            if (remaining < 0) {
                return low;
            }
        }
        return mode;
    }
}
