package io.redoubt.eval.report.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void sharesLieWithinRoundBounds() {
        Axis axis = Axis.ofShares(new double[] {0.327, 0.714}, 290, 14);

        assertThat(axis.low()).isLessThan(0.327);
        assertThat(axis.high()).isGreaterThan(0.714);
        assertThat(axis.percentTicks()).extracting(Axis.Tick::label).contains("40", "50", "60", "70");
    }

    @Test
    void boundsStayWithinZeroAndOne() {
        Axis axis = Axis.ofShares(new double[] {0, 1}, 0, 100);

        assertThat(axis.low()).isZero();
        assertThat(axis.high()).isOne();
        assertThat(axis.at(0.25)).isCloseTo(25, within(1e-9));
    }

    @Test
    void singleValueHasARange() {
        Axis axis = Axis.ofShares(new double[] {0.5}, 0, 100);

        assertThat(axis.at(0.5)).isBetween(0.0, 100.0);
        assertThat(axis.percentTicks()).hasSizeGreaterThan(1);
    }

    @Test
    void epochTicksAreWholeNumbersAndFew() {
        assertThat(Axis.ofEpochs(2, 0, 100).wholeTicks())
                .extracting(Axis.Tick::label)
                .containsExactly("1", "2");
        assertThat(Axis.ofEpochs(100, 0, 100).wholeTicks())
                .extracting(Axis.Tick::label)
                .containsExactly("20", "40", "60", "80", "100");
    }
}
