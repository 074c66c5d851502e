package io.redoubt.core.attack.loss;

import io.redoubt.core.attack.search.TargetClasses;
import java.util.List;

/**
 * The targeted difference of logits ratio (Croce and Hein 2020, eq. 7): how far the target's logit is above the label's,
 * divided by how far the largest is above the mean of the third and the fourth. With fewer than four classes there is no
 * fourth; the third alone would not do, since the ratio would be -1 wherever the target is the third. The margin of the
 * target is raised instead.
 *
 * @param label the true class
 * @param target another class
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
