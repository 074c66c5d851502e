package io.redoubt.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTest {

    @Test
    void nounAgreesWithItsCount() {
        assertThat(Plural.of(0, "image")).isEqualTo("0 images");
        assertThat(Plural.of(1, "image")).isEqualTo("1 image");
        assertThat(Plural.of(2, "image")).isEqualTo("2 images");
        assertThat(Plural.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Plural.of(2, "entry", "entries")).isEqualTo("2 entries");
    }
}
