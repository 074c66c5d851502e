package io.redoubt.core.evaluate;

import io.redoubt.api.Require;
import java.util.List;

/**
 * The score interval of a binomial proportion (Wilson 1927). Unlike the normal approximation, it stays within [0, 1]
 * and its coverage is close to nominal for small samples and for proportions near 0 and 1.
 *
 * @param low lower end, in [0, 1]
 * @param high upper end, in [low, 1]
 */
public record WilsonInterval(double low, double high) {

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z95 = 1.959963984540054;

    /**
     * The 95 % interval.
     *
     * @param successes from 0 to {@code trials}
     * @param trials at least 1
     */
    public static WilsonInterval of95(int successes, int trials) {
        Require.between("trials", trials, 1, Integer.MAX_VALUE);
        Require.between("successes", successes, 0, trials);
        double share = (double) successes / trials;
        double z2 = Z95 * Z95 / trials;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z95 / (1 + z2) * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials));
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == trials ? 1 : Math.min(1, centre + half);
        return new WilsonInterval(low, high);
    }

    /** Both ends, as {@code report.json} has them. */
    public List<Double> ends() {
        return List.of(low, high);
    }
}
