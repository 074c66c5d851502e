package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * Poisson random numbers by inversion. The outcomes are gone through from the most probable one outwards, which takes
 * about as many steps as the standard deviation. One uniform number is drawn for each, whatever the mean.
 */
final class PoissonSampler {
    private static final int MAX_MEAN = 500;
    private static final double[] LOG_FACTORIAL = new double[MAX_MEAN + 1];

    /** What is left to go through when no outcome that matters remains. */
    private static final double NEGLIGIBLE = 1e-18;

    static {
        for (int i = 1; i < LOG_FACTORIAL.length; i++) {
            LOG_FACTORIAL[i] = LOG_FACTORIAL[i - 1] + StrictMath.log(i);
        }
    }

    private PoissonSampler() {}

    /** @param mean from 0 to 500 */
    static int draw(double mean, RandomStream random) {
        double rest = random.nextDouble();
        if (mean == 0) {
            return 0;
        }
        int mode = (int) mean;
        double most = StrictMath.exp(mode * StrictMath.log(mean) - mean - LOG_FACTORIAL[mode]);
        rest -= most;
        int low = mode;
        int high = mode;
        double lower = most;
        double higher = most;
        while (rest >= 0 && lower + higher > NEGLIGIBLE) {
            higher *= mean / ++high;
            rest -= higher;
            if (rest < 0) {
                return high;
            }
            lower *= low-- / mean;
            rest -= lower;
            if (rest < 0) {
                return low;
            }
        }
        return mode;
    }
}
