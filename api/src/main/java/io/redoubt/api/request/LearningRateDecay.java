package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.List;

/**
 * How far and when the learning rate falls. A schedule uses what concerns it and ignores the rest.
 *
 * @param floor the rate in which {@code cosine} and {@code one-cycle} end, and from which {@code one-cycle} begins
 * @param drops of {@code step}: shares of the training, each above 0 and below 1, rising, after which the rate falls
 * @param factor of {@code step}: what the rate is multiplied by at each drop, above 0 and at most 1
 */
public record LearningRateDecay(double floor, List<Double> drops, double factor) {

    private static final int MOST_DROPS = 100;

    public LearningRateDecay {
        Require.between("floor", floor, 0, 100);
        drops = List.copyOf(Require.present("drops", drops));
        if (drops.size() > MOST_DROPS) {
            throw new InvalidFieldException("drops", drops.size() + " are too many; use at most " + MOST_DROPS);
        }
        double last = 0;
        for (double drop : drops) {
            if (!(drop > last && drop < 1)) {
                throw new InvalidFieldException(
                        "drops", drops + " do not rise from above 0 to below 1; use shares such as [0.6, 0.8]");
            }
            last = drop;
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new InvalidFieldException(
                    "factor", factor + " is out of range; use a number above 0 and at most 1, such as 0.1");
        }
    }
}
