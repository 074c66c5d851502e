package io.redoubt.core.train;

import io.redoubt.api.request.AveragingMethod;
import io.redoubt.api.request.WeightAveraging;
import io.redoubt.core.script.ScriptSource;

/**
 * How far the average moves towards the weights, a function of step and epoch alone: 0 leaves it, 1 makes it equal to
 * them. The running statistics of batch norms are averaged as the parameters are; those of a mean are then measured anew,
 * see {@link BatchNormStatistics}.
 *
 * @param averaging which average
 * @param epochs of the whole training
 */
record AveragingRate(WeightAveraging averaging, int epochs) {

    /** Whether there is an average at all. */
    boolean averages() {
        return averaging.method() != AveragingMethod.NONE;
    }

    /** After a step, counted from 0 over the whole training: exponential, keeping less in the first steps. */
    double afterStep(long step) {
        double steps = step + 1.0;
        return averaging.method() == AveragingMethod.EMA
                ? 1 - Math.min(averaging.decay(), (1 + steps) / (10 + steps))
                : 0;
    }

    /** After an epoch, counted from 0: the mean since the start, before it the weights themselves. */
    double afterEpoch(int epoch) {
        return averaging.method() == AveragingMethod.SWA ? 1.0 / Math.max(1, epoch - first() + 1) : 0;
    }

    /** Whether the average of an epoch, counted from 0, is a mean since the start. */
    boolean isMean(int epoch) {
        return averaging.method() == AveragingMethod.SWA && epoch >= first();
    }

    private int first() {
        return (int) (averaging.start() * epochs);
    }

    /** Defines {@code average(a: List[Tensor], w: List[Tensor], rate: Tensor)}, which moves {@code a} in place. */
    static void define(ScriptSource source) {
        // Interpolation leaves a tensor that equals its average exactly as it is: frozen weights stay frozen.
        source.define("average", "a: List[Tensor], w: List[Tensor], rate: Tensor", "List[Tensor]", """
                for i in range(torch.len(a)):
                  _0 = torch.lerp_(a[i], torch.detach(w[i]), float(rate))
                return [rate]
                """);
    }
}
