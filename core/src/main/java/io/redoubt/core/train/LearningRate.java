package io.redoubt.core.train;

import io.redoubt.api.request.LearningRateDecay;
import io.redoubt.api.request.LearningRateSchedule;

/**
 * The learning rate of each step: a linear warm-up from a tenth of the peak, then the schedule, which counts all steps,
 * those of the warm-up included.
 *
 * @param peak the configured rate, at least 0
 * @param schedule how it moves
 * @param decay how far and when it falls; drops count in shares of all steps
 * @param warmupSteps steps of the warm-up; 0 for none
 * @param totalSteps steps of the whole training, at least 1
 */
public record LearningRate(
        double peak, LearningRateSchedule schedule, LearningRateDecay decay, int warmupSteps, long totalSteps) {
    private static final double WARMUP_START = 0.1;

    public LearningRate {
        if (!(peak >= 0) || warmupSteps < 0 || totalSteps < 1) {
            throw new IllegalArgumentException("peak is " + peak + ", warmupSteps " + warmupSteps + ", totalSteps "
                    + totalSteps + "; peak and warmupSteps must be 0 or more, totalSteps 1 or more");
        }
    }

    /** The rate of a step, counted from 0. */
    public double at(long step) {
        if (step < warmupSteps) {
            return peak * (WARMUP_START + (1 - WARMUP_START) * step / warmupSteps);
        }
        double done = (double) step / totalSteps;
        return switch (schedule) {
            case CONSTANT -> peak;
            case COSINE -> between((1 + StrictMath.cos(Math.PI * done)) / 2);
            case ONE_CYCLE -> between(1 - Math.abs(1 - 2 * done));
            case STEP -> {
                double rate = peak;
                for (double drop : decay.drops()) {
                    rate = done >= drop ? rate * decay.factor() : rate;
                }
                yield rate;
            }
        };
    }

    private double between(double share) {
        return decay.floor() + (peak - decay.floor()) * share;
    }
}
