package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.redoubt.api.training.LearningRateDecay;
import io.redoubt.api.training.LearningRateSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {
    private static final LearningRateDecay PLAIN = new LearningRateDecay(0, List.of(0.6, 0.8), 0.1);
    private static final LearningRateDecay RECORDED = new LearningRateDecay(1e-3, List.of(0.6, 0.8), 0.2);
    private static final int PAPER_WARMUP = 200;
    private static final int PAPER_EPOCH = 352;
    private static final long PAPER_STEPS = 100 * PAPER_EPOCH;

    @Test
    void cosineDecaysFromThePeakToTheFloor() {
        LearningRate rate = new LearningRate(0.1, LearningRateSchedule.COSINE, PLAIN, 0, 100);
        LearningRate floored = new LearningRate(
                0.1, LearningRateSchedule.COSINE, new LearningRateDecay(1e-6, List.of(), 1), 0, 1_000_000_000);

        assertThat(rate.at(0)).isEqualTo(0.1);
        assertThat(rate.at(50)).isCloseTo(0.05, within(1e-12));
        assertThat(rate.at(99)).isCloseTo(0.1 * (1 + Math.cos(0.99 * Math.PI)) / 2, within(1e-12));
        assertThat(floored.at(999_999_999)).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void stepScheduleMultipliesByTheFactorAfterEachDrop() {
        LearningRate rate = new LearningRate(0.1, LearningRateSchedule.STEP, PLAIN, 0, 100);
        LearningRate other =
                new LearningRate(0.1, LearningRateSchedule.STEP, new LearningRateDecay(0, List.of(0.4), 0.5), 0, 100);

        assertThat(rate.at(59)).isEqualTo(0.1);
        assertThat(rate.at(60)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(79)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(80)).isCloseTo(0.001, within(1e-12));
        assertThat(other.at(39)).isEqualTo(0.1);
        assertThat(other.at(99)).isEqualTo(0.05);
    }

    @Test
    void oneCycleRisesLinearlyToThePeakAndFallsLinearly() {
        LearningRate rate = new LearningRate(0.2, LearningRateSchedule.ONE_CYCLE, PLAIN, 0, 100);

        assertThat(rate.at(0)).isZero();
        assertThat(rate.at(25)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(50)).isEqualTo(0.2);
        assertThat(rate.at(75)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(99)).isCloseTo(0.004, within(1e-12));
    }

    @Test
    void warmUpRisesLinearlyFromATenthOfThePeak() {
        LearningRate rate = new LearningRate(0.1, LearningRateSchedule.CONSTANT, PLAIN, 200, 1000);

        assertThat(rate.at(0)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(100)).isCloseTo(0.055, within(1e-12));
        assertThat(rate.at(200)).isEqualTo(0.1);
        assertThat(new LearningRate(0.1, LearningRateSchedule.COSINE, PLAIN, 50, 100).at(50))
                .isCloseTo(0.05, within(1e-12));
    }

    @Test
    void warmUpWithStepScheduleEqualsThePaper() {
        float[] expected = RecordedLearningRates.of("paper.step");
        LearningRateDecay decay = new LearningRateDecay(0, List.of(0.6, 0.8), 0.1);
        LearningRate rate = new LearningRate(0.1, LearningRateSchedule.STEP, decay, PAPER_WARMUP, PAPER_STEPS);

        for (int step = 0; step < expected.length; step++) {
            assertThat((float) rate.at(step)).as("step " + step).isCloseTo(expected[step], withinPercentage(1e-3));
        }
    }

    /** The paper's code keeps the peak until the first epoch ends; Redoubt follows the cosine after the warm-up. */
    @Test
    void cosineDiffersFromThePaperBetweenWarmUpAndSecondEpoch() {
        float[] expected = RecordedLearningRates.of("paper.cosine");
        LearningRateDecay decay = new LearningRateDecay(1e-6, List.of(), 1);
        LearningRate rate = new LearningRate(0.1, LearningRateSchedule.COSINE, decay, PAPER_WARMUP, PAPER_STEPS);
        LearningRate cosine = new LearningRate(0.1, LearningRateSchedule.COSINE, decay, 0, PAPER_STEPS);

        for (int step = 0; step < expected.length; step++) {
            boolean held = step >= PAPER_WARMUP && step < PAPER_EPOCH;
            assertThat((float) rate.at(step))
                    .as("step " + step)
                    .isCloseTo(held ? (float) cosine.at(step) : expected[step], withinPercentage(1e-3));
            assertThat((float) rate.at(step)).as("step " + step).isCloseTo(expected[step], withinPercentage(0.03));
            assertThat(expected[step] == 0.1f).as("step " + step).isEqualTo(held);
        }
    }

    /** The paper's code always warms up from 0.01 to 0.1; Redoubt starts at a tenth of the configured rate. */
    @Test
    void warmUpScalesWithThePeak() {
        float[] expected = RecordedLearningRates.of("paper.step");
        LearningRate rate = new LearningRate(0.03, LearningRateSchedule.CONSTANT, PLAIN, PAPER_WARMUP, PAPER_STEPS);

        for (int step = 0; step < PAPER_WARMUP; step++) {
            assertThat((float) rate.at(step))
                    .as("step " + step)
                    .isCloseTo(0.3f * expected[step], withinPercentage(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({"COSINE, cosine", "STEP, step", "ONE_CYCLE, one-cycle"})
    void everyStepEqualsPyTorch(LearningRateSchedule schedule, String recorded) {
        float[] expected = RecordedLearningRates.of(recorded);
        LearningRate rate = new LearningRate(0.1, schedule, RECORDED, 0, expected.length);

        for (int step = 0; step < expected.length; step++) {
            assertThat((float) rate.at(step)).as("step " + step).isCloseTo(expected[step], withinPercentage(1e-3));
        }
    }
}
