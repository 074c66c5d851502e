package io.redoubt.core.train;

import io.redoubt.api.request.AveragingMethod;
import io.redoubt.api.request.WeightAveraging;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/**
 * The fraction by which the average moves towards the weights, a function of step and epoch alone: 0 leaves it unchanged, 1
 * copies the weights. The running statistics of batch norms are averaged like the parameters; those of a mean are then
 * recomputed, see {@link BatchNormStatistics}.
 *
 * @param averaging which average
 * @param epochs in total
 */
record AveragingRate(WeightAveraging averaging, int epochs) {

    /** Whether weights are averaged. */
    boolean averages() {
        return averaging.method() != AveragingMethod.NONE;
    }

    /** After a step, counted from 0 over the whole training: for the exponential average, with a warm-up. */
    double afterStep(long step) {
        double steps = step + 1.0;
        return averaging.method() == AveragingMethod.EMA
                ? 1 - Math.min(averaging.decay(), (1 + steps) / (10 + steps))
                : 0;
    }

    /** After an epoch, counted from 0: for the mean since the start epoch; before it, 1. */
    double afterEpoch(int epoch) {
        return averaging.method() == AveragingMethod.SWA ? 1.0 / Math.max(1, epoch - firstEpoch() + 1) : 0;
    }

    /** Whether the average after an epoch, counted from 0, is a mean since the start epoch. */
    boolean isMean(int epoch) {
        return averaging.method() == AveragingMethod.SWA && epoch >= firstEpoch();
    }

    private int firstEpoch() {
        return (int) (averaging.start() * epochs);
    }

    /** Defines {@link ScriptMethods#AVERAGE}. */
    static void define(ScriptSource source) {
        // Interpolation leaves a tensor that equals its average exactly as it is: frozen weights stay frozen.
        source.define(ScriptMethods.AVERAGE, CodeBlock.of("""
                for i in range(torch.len(a)):
                  _0 = torch.lerp_(a[i], torch.detach(w[i]), float(rate))
                return [rate]
                """));
    }
}
