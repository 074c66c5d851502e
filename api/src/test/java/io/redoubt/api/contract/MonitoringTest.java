package io.redoubt.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The alerts and the Grafana dashboard use metrics that the documentation lists. Tests of the services compare the
 * documentation with the meters.
 */
class MonitoringTest {

    private static final String RULES = "k8s/components/monitoring/rules.yaml";
    private static final Pattern METRIC = Pattern.compile("redoubt_\\w+");
    private static final Pattern ALERT = Pattern.compile("(?m)^\\| `(Redoubt\\w+)` \\|");
    private static final Pattern STEPS = Pattern.compile("(?m)^### (Redoubt\\w+)$");
    private static final Pattern TIMER_SUFFIX = Pattern.compile("_(count|sum|max)$");

    private static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(text)
                .results()
                .forEach(match -> names.add(TIMER_SUFFIX.matcher(match.group()).replaceFirst("")));
        return names;
    }

    private static String text(String file) {
        return new String(ContractFiles.bytes(ContractFiles.ROOT.resolve(file)), UTF_8);
    }

    private static Set<String> documented() {
        return metrics(text("docs/observability.md") + text("docs/scaling.md"));
    }

    private static JsonNode rules() throws IOException {
        return new YAMLMapper().readTree(text(RULES)).at("/spec/groups/0/rules");
    }

    @Test
    void alertsUseDocumentedMetrics() throws IOException {
        for (JsonNode rule : rules()) {
            assertThat(metrics(rule.path("expr").asText()))
                    .as(rule.path("alert").asText())
                    .isNotEmpty()
                    .isSubsetOf(documented());
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
        }
    }

    @Test
    void everyAlertIsDocumented() throws IOException {
        assertThat(rules().findValuesAsText("alert"))
                .containsExactlyElementsOf(alerts(ALERT, "docs/observability.md"))
                .containsExactlyElementsOf(alerts(STEPS, "docs/operations.md"));
    }

    private static List<String> alerts(Pattern pattern, String file) {
        return pattern.matcher(text(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void dashboardUsesDocumentedMetrics() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(text("k8s/components/monitoring/redoubt.json"));

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> assertThat(
                        metrics(panel.path("targets").toString()))
                .as(panel.path("title").asText())
                .isNotEmpty()
                .isSubsetOf(documented()));
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }
}
