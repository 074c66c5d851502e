package io.redoubt.api.training;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * Weight averaging. The average is selected and stored instead of the weights.
 *
 * @param method the averaging method
 * @param decay for {@code ema}: decay rate per step, in [0, 1)
 * @param start for {@code swa}: fraction of the epochs after which averaging starts, in [0, 1); earlier epochs use their own
 *     weights
 */
public record WeightAveraging(AveragingMethod method, double decay, double start) {

    public WeightAveraging {
        Require.present("method", method);
        requireFraction("decay", decay);
        requireFraction("start", start);
    }

    private static void requireFraction(String field, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidFieldException(field, value + " is out of range; use a number of at least 0 and below 1");
        }
    }
}
