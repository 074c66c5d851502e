package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisationTest {
    @ParameterizedTest
    @CsvSource({"NaN, 1, mean", "-Infinity, 1, mean", "0, NaN, std", "0, Infinity, std", "0, 0, std"})
    void constantsThatGiveNoNumberAreRefused(double mean, double std, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalisation(List.of(mean), List.of(std)))
                .withMessageStartingWith(named + " is [");
    }
}
