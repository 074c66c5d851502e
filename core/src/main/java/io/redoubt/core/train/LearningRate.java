package io.redoubt.core.train;

import io.redoubt.api.training.LearningRateDecay;
import io.redoubt.api.training.LearningRateSchedule;

/**
 * Learning rate schedule: a linear warm-up from a tenth of the peak, followed by the configured schedule. The schedule
 * counts all steps, including the warm-up.
 *
 * @param peak the configured learning rate, at least 0
 * @param schedule the shape of the schedule
 * @param decay floor, drops and factor of the schedule; drops are fractions of all steps
 * @param warmupSteps number of warm-up steps; 0 disables the warm-up
 * @param totalSteps number of steps of the whole training, at least 1
 */
public record LearningRate(
        double peak, LearningRateSchedule schedule, LearningRateDecay decay, int warmupSteps, long totalSteps) {
    private static final double WARMUP_START = 0.1;

    public LearningRate {
        if (!(peak >= 0) || warmupSteps < 0 || totalSteps < 1) {
            throw new IllegalArgumentException("peak is " + peak + ", warmupSteps " + warmupSteps + ", totalSteps "
                    + totalSteps + "; peak and warmupSteps must be at least 0, totalSteps at least 1");
        }
    }

    /** Returns the learning rate of a zero-based step. */
    public double at(long step) {
        if (step < warmupSteps) {
            return peak * (WARMUP_START + (1 - WARMUP_START) * step / warmupSteps);
        }
        double fraction = (double) step / totalSteps;
        return switch (schedule) {
            case CONSTANT -> peak;
            case COSINE -> interpolate((1 + StrictMath.cos(Math.PI * fraction)) / 2);
            case ONE_CYCLE -> interpolate(1 - Math.abs(1 - 2 * fraction));
            case STEP -> {
                double rate = peak;
                for (double drop : decay.drops()) {
                    rate = fraction >= drop ? rate * decay.factor() : rate;
                }
                yield rate;
            }
        };
    }

    private double interpolate(double weight) {
        return decay.floor() + (peak - decay.floor()) * weight;
    }
}
