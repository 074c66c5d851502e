package io.redoubt.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.benchmarks.measure.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Target TARGET = new Target(1.4);

    @Test
    void textSaysWhetherTheMedianReachesTheTarget() {
        assertThat(TARGET.text(ratios(1.2, 1.4, 1.5))).isEqualTo("1.40, reached");
        assertThat(TARGET.text(ratios(1.2, 1.26, 1.5))).isEqualTo("1.40, missed by 10 %");
    }

    @Test
    void textIsTheTargetAloneIfNothingWasMeasured() {
        assertThat(TARGET.text(Samples.NONE)).isEqualTo("1.40");
        assertThat(Target.NONE.text(ratios(2.0))).isEqualTo("-");
    }

    private static Samples ratios(Double... ratios) {
        return new Samples(List.of(ratios));
    }
}
