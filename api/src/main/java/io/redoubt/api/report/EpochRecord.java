package io.redoubt.api.report;

import java.util.Map;

/**
 * The figures of one training epoch. {@code history.json}, which is stored with a trained model, is a list of them.
 *
 * @param epoch from 1
 * @param metrics {@code loss} of the training images, {@code accuracy} and {@link #ROBUST_ACCURACY} on the held-out ones,
 *     and figures that only some kinds of training have
 */
public record EpochRecord(int epoch, Map<String, Double> metrics) {
    /** Accuracy on the held-out images under the attack of model selection. */
    public static final String ROBUST_ACCURACY = "robustAccuracy";

    /** Accuracy on the held-out images under a single step, if the training attack takes only one. */
    public static final String ONE_STEP_ACCURACY = "oneStepAccuracy";

    /** 1 in an epoch that ended the training early because of catastrophic overfitting; otherwise absent. */
    public static final String COLLAPSED = "collapsed";
}
