package io.redoubt.core.attack.loss;

import io.redoubt.core.attack.search.TargetClasses;
import java.util.List;

/**
 * The targeted difference of logits ratio (Croce and Hein 2020, eq. 7): the target's logit minus the label's, divided
 * by the largest logit minus the mean of the third and fourth largest. With fewer than four classes it is the margin of
 * the target: with the third largest alone in the denominator, the ratio would be -1 wherever the target is the third.
 *
 * @param label the true class
 * @param target the target class, not the label
 */
public record TargetedDlrLoss(int label, int target) implements LogitLoss {
    private static final int RANKS = 4;

    @Override
    public double value(float[] logits) {
        return at(logits).value(logits);
    }

    @Override
    public float[] direction(float[] logits) {
        return at(logits).direction(logits);
    }

    private LogitLoss at(float[] logits) {
        if (logits.length < RANKS) {
            return new TargetedLoss(new MarginLoss(target));
        }
        List<Integer> ranked = TargetClasses.ranked(logits);
        double[] above = new double[logits.length];
        above[target] = 1;
        above[label] = -1;
        double[] below = new double[logits.length];
        below[ranked.get(0)] = 1;
        below[ranked.get(2)] = -0.5;
        below[ranked.get(3)] = -0.5;
        return new LogitRatio(above, below);
    }
}
