package io.redoubt.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(samples(9, 1, 2).median()).isEqualTo(2);
        assertThat(samples(9, 1, 2, 4).median()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(Samples.NONE::median);
    }

    @Test
    void ratioIsTakenWithinEachRound() {
        Samples drifting = samples(10, 20, 40);

        Samples ratio = samples(20, 40, 80).over(drifting);

        assertThat(ratio).isEqualTo(samples(2, 2, 2));
        assertThat(Samples.NONE.over(drifting).isPresent()).isFalse();
    }

    @Test
    void textHasThreeDigitsAndTheSpread() {
        assertThat(samples(612.4, 598, 620).text()).isEqualTo("612 (598 to 620)");
        assertThat(samples(12.34).text()).isEqualTo("12.3");
        assertThat(samples(1.249, 1.251, 0.0101).text()).isEqualTo("1.25 (0.010 to 1.25)");
        assertThat(Samples.NONE.text()).isEqualTo("-");
    }

    private static Samples samples(double... values) {
        return new Samples(Arrays.stream(values).boxed().toList());
    }
}
