package io.redoubt.core.train;

import io.redoubt.api.Ids;

/**
 * The progress of an unfinished epoch. When all steps are done, the epoch still has to be evaluated: recomputing batch
 * norm statistics and model selection restart from the beginning on resume and do not change the state until they end.
 *
 * @param steps number of finished steps, at least 1; weights, momentum, average and pass counts are those after the
 *     last one
 * @param lossSum sum of the losses of these steps, added in step order
 */
public record PartialEpoch(int steps, double lossSum) {

    /** @throws IllegalArgumentException when {@code steps} is less than 1 or {@code lossSum} is not finite */
    public PartialEpoch {
        if (steps < 1 || !Double.isFinite(lossSum)) {
            throw new IllegalArgumentException(
                    "steps is " + steps + " and lossSum " + lossSum + "; steps must be at least 1 and lossSum finite");
        }
    }

    /** Returns text that {@link #parse} restores exactly. */
    String text() {
        return steps + " " + lossSum;
    }

    /**
     * Parses the result of {@link #text}.
     *
     * @throws IllegalArgumentException when the text is invalid
     */
    static PartialEpoch parse(String text) {
        String[] figures = text.split(" ");
        if (figures.length == 2) {
            try {
                return new PartialEpoch(Integer.parseInt(figures[0]), Double.parseDouble(figures[1]));
            } catch (NumberFormatException e) {
                // Falls through to the same error.
            }
        }
        throw new IllegalArgumentException(
                "partial epoch is " + Ids.quote(text) + "; expected the number of steps and the sum of their losses");
    }
}
