package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.masking.MaskingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of docs/evaluation.md state every rule and its thresholds. */
class AlarmGuideTest {

    private static final String CHECKS = "| check for masked gradients failed | see the next section | yes |";

    @Test
    void theTableOfAlarmsHasEveryRule() throws IOException {
        List<String> rows = rows("## Alarms");

        assertThat(rows).contains(CHECKS);
        assertThat(rows.stream().filter(row -> !row.equals(CHECKS)))
                .containsExactlyInAnyOrderElementsOf(AlarmRules.all().stream()
                        .map(rule ->
                                row(rule.name(), rule.condition(), rule.doubt().words()))
                        .toList());
    }

    @Test
    void theTableOfChecksHasEveryRule() throws IOException {
        assertThat(rows("## Checks for masked gradients"))
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
    void theToleranceIsStated() throws IOException {
        assertThat(section("## Alarms").replaceAll("\\s+", " ")).contains(AlarmThresholds.tolerance());
    }

    /** The rows of the table of a section, without its header. */
    private static List<String> rows(String heading) throws IOException {
        return section(heading)
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static String section(String heading) throws IOException {
        String guide = Files.readString(Path.of("../docs/evaluation.md"), StandardCharsets.UTF_8);
        int start = guide.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = guide.indexOf("\n## ", start);
        return guide.substring(start, end < 0 ? guide.length() : end);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
