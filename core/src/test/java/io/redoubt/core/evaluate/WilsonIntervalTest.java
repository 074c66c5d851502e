package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.InvalidFieldException;
import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

    private static final double Z2 = 1.959963984540054 * 1.959963984540054;

    @Test
    void upperEndWithoutSuccessIsZ2OverTrialsPlusZ2() {
        WilsonInterval interval = WilsonInterval.of95(0, 20);

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(Z2 / (20 + Z2), within(1e-12));
    }

    @Test
    void intervalAtFullSuccessIsTheMirrorImage() {
        WilsonInterval interval = WilsonInterval.of95(20, 20);

        assertThat(interval.low()).isCloseTo(20 / (20 + Z2), within(1e-12));
        assertThat(interval.high()).isOne();
    }

    @Test
    void intervalAtOneHalfIsSymmetricWithAKnownWidth() {
        WilsonInterval interval = WilsonInterval.of95(50, 100);

        assertThat(interval.low() + interval.high()).isCloseTo(1, within(1e-12));
        assertThat(interval.high() - interval.low()).isCloseTo(Math.sqrt(Z2 / (100 + Z2)), within(1e-12));
    }

    @Test
    void endsAreAtTheBoundaryOfTheScoreTest() {
        WilsonInterval interval = WilsonInterval.of95(714, 1000);

        for (double end : interval.ends()) {
            double distance = 0.714 - end;
            assertThat(distance * distance).isCloseTo(Z2 * end * (1 - end) / 1000, within(1e-12));
        }
        assertThat(interval.low()).isLessThan(0.714);
        assertThat(interval.high()).isGreaterThan(0.714);
    }

    @Test
    void rejectsInvalidShares() {
        assertThatThrownBy(() -> WilsonInterval.of95(3, 2))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("successes");
        assertThatThrownBy(() -> WilsonInterval.of95(0, 0))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("trials");
    }
}
