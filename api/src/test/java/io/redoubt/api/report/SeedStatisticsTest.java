package io.redoubt.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeedStatisticsTest {

    /** Textbook example: the squared deviations of eight values from their mean 5 sum to 32. */
    @Test
    void deviationIsTheSampleDeviation() {
        SeedStatistics aggregate = SeedStatistics.of(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(aggregate.mean()).isEqualTo(5);
        assertThat(aggregate.deviation()).hasValueCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
    }

    @Test
    void singleValueHasNoDeviation() {
        assertThat(SeedStatistics.of(0.5).mean()).isEqualTo(0.5);
        assertThat(SeedStatistics.of(0.5).deviation()).isEmpty();
    }

    @Test
    void equalValuesHaveZeroDeviation() {
        assertThat(SeedStatistics.of(0.1, 0.1, 0.1).deviation().getAsDouble()).isCloseTo(0, within(1e-12));
    }
}
