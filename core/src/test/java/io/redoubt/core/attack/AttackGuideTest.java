package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackName;
import io.redoubt.core.Guide;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of attacks in docs/evaluation.md states every registered attack and its default budget. */
class AttackGuideTest {

    private static final List<List<String>> ROWS = new Guide("evaluation.md")
            .rows("## Attacks").stream()
                    .map(row -> Stream.of(row.split("\\|")).map(String::trim).toList())
                    .toList();

    @Test
    void tableHasEveryAttack() {
        assertThat(ROWS)
                .as(
                        "docs/evaluation.md, table of section Attacks: add a row for each attack of Attacks.STANDARD, in its"
                                + " order, before autoattack: | `name` | what it does | budget | passes forward, backward |")
                .extracting(cells -> cells.get(1))
                .containsExactlyElementsOf(Stream.concat(
                                Attacks.STANDARD.families().stream()
                                        .map(family -> family.wireName() + (family.budget() == 0 ? "-<steps>" : "")),
                                Stream.of(AttackName.AUTOATTACK, AttackName.CORRUPTIONS))
                        .map(name -> '`' + name + '`')
                        .toList());
    }

    @Test
    void tableHasTheDefaultBudgets() {
        assertThat(Attacks.STANDARD.families())
                .filteredOn(family -> family.budget() > 1 && row(family).isPresent())
                .allSatisfy(family -> assertThat(row(family).orElseThrow().get(3))
                        .as("docs/evaluation.md, default budget of %s", family.wireName())
                        .startsWith(String.format(Locale.ROOT, "%,d ", family.budget())));
    }

    @Test
    void autoAttackIsDescribedByItsSuite() {
        String suite = AttackName.parse(AttackName.AUTOATTACK).steps().stream()
                .map(Object::toString)
                .collect(Collectors.joining("+"));

        assertThat(row(AttackName.AUTOATTACK).orElseThrow().get(2)).startsWith('`' + suite + '`');
    }

    private static Optional<List<String>> row(AttackFamily family) {
        return row(family.wireName());
    }

    private static Optional<List<String>> row(String name) {
        return ROWS.stream()
                .filter(cells -> cells.get(1).equals('`' + name + '`'))
                .findFirst();
    }
}
