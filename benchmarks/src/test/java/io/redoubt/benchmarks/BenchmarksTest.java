package io.redoubt.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarksTest {

    /** The markers of the page and {@code --only} depend on it. */
    @Test
    void sectionsHaveDistinctNamesOfLowerCaseLetters() {
        assertThat(Benchmarks.NAMES)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+"))
                .contains("training", "pretext", "attacks", "autoattack", "floor");
    }
}
