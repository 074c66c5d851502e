package io.redoubt.api.report;

import java.util.Map;

/**
 * The figures of one training epoch; {@code history.json}, stored with a trained model, is a list of them.
 *
 * @param epoch from 1
 * @param metrics {@code loss} of the training images, {@code accuracy} and {@link #ROBUST_ACCURACY} on the held-out ones,
 *     and further figures that only some trainings have
 */
public record EpochRecord(int epoch, Map<String, Double> metrics) {
    /** Robust accuracy on the held-out images, under the attack of model selection. */
    public static final String ROBUST_ACCURACY = "robustAccuracy";

    /** Accuracy on the held-out images under a single step, if the training adversary takes one step. */
    public static final String ONE_STEP_ACCURACY = "oneStepAccuracy";

    /** 1 in the epoch in which training stopped early because of catastrophic overfitting; otherwise absent. */
    public static final String COLLAPSED = "collapsed";
}
