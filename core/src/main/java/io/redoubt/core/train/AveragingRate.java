package io.redoubt.core.train;

import io.redoubt.api.training.AveragingMethod;
import io.redoubt.api.training.WeightAveraging;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/**
 * The interpolation factor of weight averaging, a function of step and epoch: 0 leaves the average unchanged, 1 copies
 * the weights. Running statistics of batch norms are averaged like parameters; those of a mean (SWA) are recomputed
 * afterwards, see {@link BatchNormStatistics}.
 *
 * @param averaging method and parameters of the average
 * @param epochs total number of epochs
 */
record AveragingRate(WeightAveraging averaging, int epochs) {

    /** Returns whether weights are averaged. */
    boolean averages() {
        return averaging.method() != AveragingMethod.NONE;
    }

    /**
     * Returns the factor of the exponential average after a zero-based step of the whole training; it includes a
     * warm-up.
     */
    double afterStep(long step) {
        double steps = step + 1.0;
        return averaging.method() == AveragingMethod.EMA
                ? 1 - Math.min(averaging.decay(), (1 + steps) / (10 + steps))
                : 0;
    }

    /** Returns the factor of the mean after a zero-based epoch; 1 until the start epoch. */
    double afterEpoch(int epoch) {
        return averaging.method() == AveragingMethod.SWA ? 1.0 / Math.max(1, epoch - firstEpoch() + 1) : 0;
    }

    /** Returns whether the average after a zero-based epoch is a mean over the epochs since the start epoch. */
    boolean isMean(int epoch) {
        return averaging.method() == AveragingMethod.SWA && epoch >= firstEpoch();
    }

    private int firstEpoch() {
        return (int) (averaging.start() * epochs);
    }

    /** Defines {@link ScriptMethods#AVERAGE}. */
    static void define(ScriptSource source) {
        // lerp_ does not change a tensor that equals its average, so frozen weights stay frozen.
        source.define(ScriptMethods.AVERAGE, CodeBlock.of("""
                for i in range(torch.len(a)):
                  _0 = torch.lerp_(a[i], torch.detach(w[i]), float(rate))
                return [rate]
                """));
    }
}
