package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.Progress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    @Test
    void unknownRateAndTimeAreLeftOut() {
        assertThat(ProgressText.of(new Progress("clean", 0, 0, 0, 100, 0, 0, Map.of())))
                .isEqualTo("clean  0/100 images");
    }

    @Test
    void slowRateIsNotRoundedToZero() {
        assertThat(ProgressText.of(new Progress("attack", 0, 0, 1, 144, 0.04, 660, Map.of())))
                .isEqualTo("attack  1/144 images  0.04 images/s  11:00 left");
    }

    @Test
    void shareOfTheWorkIsShownIfItIsKnown() {
        Progress progress = new Progress("apgd-t", 0, 0, 1, 144, 0, 660, Map.of()).withFraction(0.0734);

        assertThat(ProgressText.of(progress)).isEqualTo("apgd-t  7.3 %  1/144 images  11:00 left");
    }
}
