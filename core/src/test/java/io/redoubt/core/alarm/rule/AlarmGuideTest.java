package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.Guide;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.masking.MaskingRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of docs/evaluation.md state every rule and its thresholds. */
class AlarmGuideTest {

    private static final Guide GUIDE = new Guide("evaluation.md");
    private static final String CHECKS = "| check for masked gradients failed | see the next section | yes |";

    @Test
    void tableOfAlarmsHasEveryRule() {
        List<String> rows = GUIDE.rows("## Alarms");

        assertThat(rows).contains(CHECKS);
        assertThat(rows.stream().filter(row -> !row.equals(CHECKS)))
                .containsExactlyInAnyOrderElementsOf(AlarmRules.all().stream()
                        .map(rule -> row(
                                rule.name(), rule.condition(), rule.unreliable().words()))
                        .toList());
    }

    @Test
    void tableOfChecksHasEveryRule() {
        assertThat(GUIDE.rows("## Checks for masked gradients"))
                .containsExactlyElementsOf(MaskingRules.all().stream()
                        .map(rule -> row(rule.name(), rule.condition()))
                        .toList());
    }

    @Test
    void namesAreUnique() {
        assertThat(AlarmRules.all()).extracting(AlarmRule::name).doesNotHaveDuplicates();
        assertThat(MaskingRules.all()).extracting(AlarmRule::name).doesNotHaveDuplicates();
    }

    @Test
    void toleranceIsDocumented() {
        assertThat(GUIDE.section("## Alarms").replaceAll("\\s+", " ")).contains(AlarmThresholds.tolerance());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
