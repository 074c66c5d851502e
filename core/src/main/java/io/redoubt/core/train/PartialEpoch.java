package io.redoubt.core.train;

/**
 * What is done of an epoch that is not finished. Where that is all of its steps, the epoch is yet to be judged, and so is
 * the model as a whole: measuring statistics and selecting begin anew, and leave no trace before they end.
 *
 * @param steps that are done, at least 1; the weights, the momentum, the average and the passes are as of the last of them
 * @param lossSum of their losses, in the order of the steps
 */
public record PartialEpoch(int steps, double lossSum) {

    /** @throws IllegalArgumentException when no step is done or the sum is not finite */
    public PartialEpoch {
        if (steps < 1 || !Double.isFinite(lossSum)) {
            throw new IllegalArgumentException(
                    "steps is " + steps + " and lossSum " + lossSum + "; at least 1 step and a finite sum are needed");
        }
    }

    /** As text that {@link #parse} reads back exactly. */
    String text() {
        return steps + " " + lossSum;
    }

    /** @throws IllegalArgumentException when the text is not that of a partial epoch */
    static PartialEpoch parse(String text) {
        String[] figures = text.split(" ");
        if (figures.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is no number of steps and sum of their losses");
        }
        return new PartialEpoch(Integer.parseInt(figures[0]), Double.parseDouble(figures[1]));
    }
}
