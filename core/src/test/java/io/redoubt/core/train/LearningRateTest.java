package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.request.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    @Test
    void cosineFallsFromThePeakThroughTheHalfTowardsNothing() {
        LearningRate rate = new LearningRate(0.1, Schedule.COSINE, 0, 100);

        assertThat(rate.at(0)).isEqualTo(0.1);
        assertThat(rate.at(50)).isCloseTo(0.05, within(1e-12));
        assertThat(rate.at(99)).isCloseTo(0.1 * (1 + Math.cos(0.99 * Math.PI)) / 2, within(1e-12));
    }

    @Test
    void stepsDivideByTenAfterThreeAndFourFifths() {
        LearningRate rate = new LearningRate(0.1, Schedule.STEP, 0, 100);

        assertThat(rate.at(59)).isEqualTo(0.1);
        assertThat(rate.at(60)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(79)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(80)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void warmUpRisesLinearlyFromATenthAndThenHandsOverToTheSchedule() {
        LearningRate rate = new LearningRate(0.1, Schedule.CONSTANT, 200, 1000);

        assertThat(rate.at(0)).isCloseTo(0.01, within(1e-12));
        assertThat(rate.at(100)).isCloseTo(0.055, within(1e-12));
        assertThat(rate.at(200)).isEqualTo(0.1);
        assertThat(new LearningRate(0.1, Schedule.COSINE, 50, 100).at(50)).isCloseTo(0.05, within(1e-12));
    }
}
