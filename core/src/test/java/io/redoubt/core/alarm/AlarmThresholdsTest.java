package io.redoubt.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmThresholdsTest {

    @ParameterizedTest
    @CsvSource({"2, 10, false", "3, 10, true", "2, 128, false", "3, 128, true", "10, 1000, false", "11, 1000, true"})
    void toleranceIsTwoImagesOrOnePercent(int count, int images, boolean exceeded) {
        assertThat(AlarmThresholds.exceedTolerance(count, images)).isEqualTo(exceeded);
    }
}
