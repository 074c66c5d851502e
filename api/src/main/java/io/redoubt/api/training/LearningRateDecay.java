package io.redoubt.api.training;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.List;

/**
 * Parameters of the learning-rate schedules. A schedule ignores parameters that it does not use.
 *
 * @param floor final rate of {@code cosine} and {@code one-cycle}, and initial rate of {@code one-cycle}
 * @param drops for {@code step}: fractions of the training after which the rate is reduced, ascending, in (0, 1)
 * @param factor for {@code step}: factor by which the rate is multiplied at each drop, in (0, 1]
 */
public record LearningRateDecay(double floor, List<Double> drops, double factor) {

    private static final int MAX_DROPS = 100;

    public LearningRateDecay {
        Require.between("floor", floor, 0, 100);
        drops = List.copyOf(Require.present("drops", drops));
        if (drops.size() > MAX_DROPS) {
            throw new InvalidFieldException("drops", drops.size() + " drops are too many; use at most " + MAX_DROPS);
        }
        double previous = 0;
        for (double drop : drops) {
            if (!(drop > previous && drop < 1)) {
                throw new InvalidFieldException(
                        "drops",
                        drops + " are not ascending numbers between 0 and 1; use fractions such as [0.6, 0.8]");
            }
            previous = drop;
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new InvalidFieldException(
                    "factor", factor + " is out of range; use a number above 0 and at most 1, such as 0.1");
        }
    }
}
