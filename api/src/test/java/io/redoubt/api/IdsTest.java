package io.redoubt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String MAX_LENGTH_ID = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "cifar-10", "model.safetensors", "fashion_mnist", "a.b-c_d"})
    void acceptsValidNames(String name) {
        assertThat(Ids.require("name", name)).isEqualTo(name);
        assertThat(Ids.require("name", MAX_LENGTH_ID)).isEqualTo(MAX_LENGTH_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "A", "-a", ".a", "_a", "a/b", "a\\b", "..", "a..b", "../a", "a b", "a\n", "ä", "a:b", "a%2fb",
                "a\u0000"
            })
    void rejectsInvalidNames(String name) {
        assertThatThrownBy(() -> Ids.require("pretrain[0].id", name))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("pretrain[0].id: ")
                .hasMessageContaining("1 to 63");
    }

    @Test
    void rejectsNullAndTooLongNames() {
        assertThatThrownBy(() -> Ids.require("id", null))
                .hasMessage("id: null is not a valid name; use 1 to 63 of a-z 0-9"
                        + " . _ -, starting with a letter or digit");
        assertThatThrownBy(() -> Ids.require("id", MAX_LENGTH_ID + "a")).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void acceptsLowerCaseDigestsOfFullLengthOnly() {
        String digest = "0f".repeat(32);

        assertThat(Ids.requireSha256("sha256", digest)).isEqualTo(digest);
        for (String other :
                new String[] {"", digest.substring(1), digest + "0", digest.toUpperCase(), "g".repeat(64)}) {
            assertThatThrownBy(() -> Ids.requireSha256("sha256", other))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageStartingWith("sha256: ");
        }
        assertThatThrownBy(() -> Ids.requireSha256("sha256", null)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void quoteReplacesControlCharactersAndTruncates() {
        assertThat(Ids.quote("a\nb\u001b[31m")).isEqualTo("'a?b?[31m'");
        assertThat(Ids.quote("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "...'");
        assertThat(Ids.quote(null)).isEqualTo("null");
    }
}
