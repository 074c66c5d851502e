package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackNameTest {

    @ParameterizedTest
    @CsvSource({"fgsm, fgsm, 1", "pgd-1, pgd, 1", "pgd-20, pgd, 20", "pgd-9999, pgd, 9999"})
    void readsANameAndWritesItBack(String name, String family, int steps) {
        AttackName attack = AttackName.parse(name);

        assertThat(attack).isEqualTo(new AttackName(family, steps)).hasToString(name);
        assertThat(Json.read(Json.canonical(attack), AttackName.class)).isEqualTo(attack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pgd", "pgd-0", "pgd-020", "pgd--1", "pgd-10000", "PGD-20", "fgsm-2", "pgd-20 ", "magic"})
    void refusesAnUnknownName(String name) {
        assertThatThrownBy(() -> AttackName.parse(name))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("fgsm and pgd-<steps>");
    }

    @ParameterizedTest
    @CsvSource({"fgsm, 2", "pgd, 0", "pgd, 10000", "magic, 1"})
    void noOtherAttackCanBeBuilt(String family, int steps) {
        assertThatThrownBy(() -> new AttackName(family, steps)).isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{family: pgd, steps: 20}]", "[pgd-x]", "[20]", "[pgd-20, [fgsm]]"})
    void aRefusalNamesThePlaceInTheRequest(String attacks) {
        String request = "{name: a, evaluate: {attacks: " + attacks + "}, finetune: [{}]}";

        assertThatThrownBy(() -> RequestReader.read(request.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("evaluate.attacks[");
    }
}
