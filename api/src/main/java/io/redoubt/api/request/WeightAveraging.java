package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * The average of the weights that is selected and stored in place of the weights themselves.
 *
 * @param method which average
 * @param decay of {@code ema}: what is kept of the average at each step, from 0 to below 1
 * @param start of {@code swa}: share of the epochs after which it begins, from 0 to below 1; earlier epochs are judged by
 *     their own weights
 */
public record WeightAveraging(AveragingMethod method, double decay, double start) {

    public WeightAveraging {
        Require.present("method", method);
        requireShare("decay", decay);
        requireShare("start", start);
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidFieldException(field, value + " is out of range; use a number from 0 to below 1");
        }
    }
}
