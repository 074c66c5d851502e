package io.redoubt.experiment.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.experiment.overview.TimeLeft;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 0 s",
        "59.4, 59 s",
        "60, 1 min",
        "90, 1 min 30 s",
        "3540, 59 min",
        "3600, 1 h 0 min",
        "90000, 1 d 1 h"
    })
    void durationHasItsTwoLargestUnits(double seconds, String text) {
        assertThat(Format.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1023, 1023 B", "1536, 1.5 KiB", "2147483648, 2 GiB", "184349728, 176 MiB"})
    void sizesHaveBinaryUnits(long bytes, String text) {
        assertThat(Format.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void unknownPartsMakeTheTimeLeftALowerBound() {
        assertThat(Format.timeLeft(Optional.of(new TimeLeft(60, true)))).isEqualTo("≥ 1 min");
        assertThat(Format.timeLeft(Optional.empty())).isEqualTo("–");
    }

    @Test
    void accuraciesArePercentages() {
        assertThat(Format.percent(0.51249)).isEqualTo("51.2");
        assertThat(Format.interval(List.of(0.5, 0.525))).isEqualTo("50.0–52.5");
    }
}
