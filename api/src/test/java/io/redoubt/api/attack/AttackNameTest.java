package io.redoubt.api.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.request.RequestReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fgsm",
                "pgd-1",
                "pgd-20",
                "pgd-99999",
                "pgd-100x10",
                "pgd-20-margin",
                "pgd-20-targeted",
                "fgsm-margin-targeted",
                "apgd-ce",
                "apgd-ce-50x5",
                "apgd-dlr",
                "apgd-t",
                "fab-t",
                "square-1000",
                "autoattack",
                "apgd-ce-20+square-500",
                "corruptions"
            })
    void readsANameAndWritesItBack(String name) {
        AttackName attack = AttackName.parse(name);

        assertThat(attack).hasToString(name);
        assertThat(Json.read(Json.canonical(attack), AttackName.class)).isEqualTo(attack);
    }

    @ParameterizedTest
    @CsvSource({
        "apgd-ce-100, apgd-ce",
        "square-5000x1, square",
        "apgd-ce-50x1, apgd-ce-50",
        "apgd-ce+apgd-t+fab-t+square, autoattack"
    })
    void equivalentNamesAreNormalised(String written, String name) {
        assertThat(AttackName.parse(written)).hasToString(name).isEqualTo(AttackName.parse(name));
    }

    @Test
    void nameDescribesTheAttack() {
        AttackName attack = AttackName.parse("pgd-100x10-margin-targeted");

        assertThat(attack.steps()).containsExactly(new AttackSetting(AttackFamily.PGD, 100, 10, true, true));
        assertThat(attack.perturbsEveryImage()).isTrue();
        assertThat(attack.corrupts()).isFalse();
    }

    @Test
    void autoAttackIsTheStandardSuiteWithItsPublishedBudgets() {
        AttackName attack = AttackName.parse("autoattack");

        assertThat(attack.steps())
                .extracting(AttackSetting::family)
                .containsExactly(AttackFamily.APGD_CE, AttackFamily.APGD_T, AttackFamily.FAB_T, AttackFamily.SQUARE);
        assertThat(attack.steps()).extracting(AttackSetting::budget).containsExactly(100, 100, 100, 5000);
        assertThat(attack.perturbsEveryImage()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pgd",
                "pgd-0",
                "pgd-020",
                "pgd--1",
                "PGD-20",
                "pgd-20 ",
                "magic",
                "pgd-20+",
                "+",
                "square-x2x3",
                "pgd-20x0",
                "autoattack-20",
                "pgd-9999999",
                "apgd-ce-margin-20",
                "targeted"
            })
    void rejectsAnUnknownName(String name) {
        assertThatThrownBy(() -> AttackName.parse(name))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("fgsm and pgd-<steps>");
    }

    @ParameterizedTest
    @CsvSource({
        "fgsm-2, one step",
        "fgsmx2, one step",
        "pgd-100000, 1 to 99999",
        "pgd-10x1000, 1 to 999",
        "apgd-ce-targeted, its own loss",
        "square-margin, its own loss",
        "corruptions-2, no budget",
        "pgd-20+corruptions, cannot be part of a suite"
    })
    void rejectsUnsupportedOptions(String name, String remedy) {
        assertThatThrownBy(() -> AttackName.parse(name))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void limitsTheLengthOfASuite() {
        assertThatThrownBy(() -> AttackName.parse("fgsm" + "+fgsm".repeat(12)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("1 to 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{family: pgd, steps: 20}]", "[pgd-x]", "[20]", "[pgd-20, [fgsm]]"})
    void errorNamesTheFieldOfTheRequest(String attacks) {
        String request = "{name: a, evaluate: {attacks: " + attacks + "}, finetune: [{}]}";

        assertThatThrownBy(() -> RequestReader.read(request.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("evaluate.attacks[");
    }
}
