package io.redoubt.core.attack.loss;

import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.search.TargetClasses;
import java.util.List;

/**
 * The difference of logits ratio (Croce and Hein 2020, eq. 6): the margin divided by the difference of the largest and
 * the third largest logit. With two classes it is the margin itself.
 *
 * @param label the true class
 */
public record DlrLoss(int label) implements LogitLoss {
    private static final int RANKS = 3;

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
            return new MarginLoss(label);
        }
        List<Integer> ranked = TargetClasses.ranked(logits);
        double[] above = new double[logits.length];
        above[Logits.argmaxExcept(label, logits)] = 1;
        above[label] = -1;
        double[] below = new double[logits.length];
        below[ranked.get(0)] = 1;
        below[ranked.get(2)] = -1;
        return new LogitRatio(above, below);
    }
}
