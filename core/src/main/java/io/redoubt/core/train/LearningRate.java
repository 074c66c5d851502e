package io.redoubt.core.train;

import io.redoubt.api.request.Schedule;

/**
 * The learning rate of each step: a linear warm-up from a tenth of the peak, then the schedule, which counts all steps,
 * those of the warm-up included.
 *
 * @param peak the configured rate, at least 0
 * @param schedule how it falls
 * @param warmupSteps steps of the warm-up; 0 for none
 * @param totalSteps steps of the whole training, at least 1
 */
public record LearningRate(double peak, Schedule schedule, int warmupSteps, long totalSteps) {
    private static final double WARMUP_START = 0.1;
    private static final double[] DROPS = {0.6, 0.8};

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
            case COSINE -> peak * (1 + StrictMath.cos(Math.PI * done)) / 2;
            case STEP -> {
                double rate = peak;
                for (double drop : DROPS) {
                    rate = done >= drop ? rate / 10 : rate;
                }
                yield rate;
            }
        };
    }
}
