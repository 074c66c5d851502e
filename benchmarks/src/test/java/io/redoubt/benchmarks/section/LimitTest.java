package io.redoubt.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.benchmarks.measure.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Limit LIMIT = new Limit(50);

    @Test
    void textSaysWhetherTheMedianKeepsTheLimit() {
        assertThat(LIMIT.text(new Samples(List.of(10.0, 50.0, 90.0)))).isEqualTo("at most 50.0, reached");
        assertThat(LIMIT.text(new Samples(List.of(10.0, 50.1, 90.0)))).isEqualTo("at most 50.0, missed");
    }

    @Test
    void textIsTheLimitAloneIfNothingWasMeasured() {
        assertThat(LIMIT.text(Samples.NONE)).isEqualTo("at most 50.0");
    }
}
