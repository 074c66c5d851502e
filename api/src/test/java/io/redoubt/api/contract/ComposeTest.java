package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules for {@code docker-compose.yml}, which no Docker is needed to check. */
class ComposeTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^#?([A-Z0-9_]+)=(.*)$");
    private static final Set<String> KEYS = Set.of(
            "build",
            "cap_drop",
            "command",
            "depends_on",
            "deploy",
            "environment",
            "healthcheck",
            "image",
            "init",
            "logging",
            "ports",
            "profiles",
            "read_only",
            "restart",
            "security_opt",
            "stop_grace_period",
            "volumes");

    private final ComposeFile compose = ComposeFile.load();

    private static String exampleText() {
        return new String(ContractFiles.bytes(ContractFiles.ROOT.resolve(".env.example")), StandardCharsets.UTF_8);
    }

    private static Map<String, String> examples() {
        Map<String, String> examples = new TreeMap<>();
        EXAMPLE.matcher(exampleText()).results().forEach(line -> examples.put(line.group(1), line.group(2)));
        return examples;
    }

    @Test
    void everyVariableHasADefaultThatIsInTheExample() {
        Map<String, String> examples = examples();
        List<MatchResult> variables = compose.variables();

        assertThat(variables).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.group(2)).as("default of " + variable.group(1)).isNotNull();
            if (variable.group(2).isBlank()) {
                assertThat(exampleText()).contains("\n#" + variable.group(1) + "=\n");
            } else if (!variable.group(1).equals("REDOUBT_STORE_ENDPOINT")) {
                assertThat(examples).containsEntry(variable.group(1), variable.group(2));
            }
        });
    }

    @Test
    void servicesHaveLimitsRotatedLogsAndFixedImages() {
        compose.services().forEach((name, service) -> {
            Set<String> unknown = new TreeSet<>();
            service.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(KEYS);
            assertThat(unknown)
                    .as("keys of " + name + " that Compose does not know")
                    .isEmpty();
            assertThat(service.at("/deploy/resources/limits/cpus").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(service.at("/deploy/resources/limits/memory").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(service.at("/logging/options/max-size").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(service.at("/logging/options/max-file").isTextual())
                    .as(name)
                    .isTrue();
            assertThat(service.path("image").asText()).as(name).matches(".+:.+").doesNotContain("latest");
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            service.path("depends_on").properties().forEach(dependency -> {
                assertThat(compose.services()).containsKey(dependency.getKey());
                assertThat(compose.services().get(dependency.getKey()).has("healthcheck"))
                        .as(name + " waits for the health of " + dependency.getKey())
                        .isTrue();
            });
        });
    }

    @Test
    void servicesOfRedoubtWriteOnlyToTheirVolume() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.has("build"))
                .hasSize(5)
                .allSatisfy(service -> {
                    assertThat(service.path("read_only").asBoolean()).isTrue();
                    assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
                    assertThat(service.at("/volumes/0").asText()).isEqualTo("/tmp");
                    assertThat(service.path("healthcheck").isMissingNode())
                            .as("the health check is that of the image")
                            .isTrue();
                });
    }

    @Test
    void gpuFileChangesAllWorkersToTheirCudaImages() {
        JsonNode gpu = ComposeFile.resolve(new String(
                        ContractFiles.bytes(ContractFiles.ROOT.resolve("docker-compose.gpu.yml")),
                        StandardCharsets.UTF_8))
                .path("services");
        Set<String> workers = new TreeSet<>(compose.services().keySet());
        workers.removeIf(name -> !compose.services().get(name).has("build") || name.equals("experiment-service"));

        Set<String> changed = new TreeSet<>();
        gpu.properties().forEach(service -> {
            changed.add(service.getKey());
            assertThat(service.getValue().at("/build/target").asText()).isEqualTo(service.getKey() + "-cuda");
            assertThat(service.getValue().path("image").asText())
                    .isEqualTo(compose.services()
                                    .get(service.getKey())
                                    .path("image")
                                    .asText() + "-cuda");
            assertThat(service.getValue()
                            .at("/deploy/resources/reservations/devices/0/driver")
                            .asText())
                    .isEqualTo("nvidia");
        });
        assertThat(changed).isEqualTo(workers);
    }

    @Test
    void prometheusAsksEveryService() {
        JsonNode targets = ContractFiles.yaml(ContractFiles.ROOT.resolve("images/prometheus.yml"))
                .at("/scrape_configs/0/dns_sd_configs/0/names");

        assertThat(targets)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(compose.services().entrySet().stream()
                        .filter(service -> service.getValue().has("build"))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void grafanaLoadsTheDashboardOfKubernetes() {
        String mounted = "./k8s/components/monitoring/redoubt.json:/etc/redoubt/dashboards/redoubt.json:ro";
        JsonNode provider = ContractFiles.yaml(ContractFiles.ROOT.resolve("images/grafana/dashboards/redoubt.yml"));

        assertThat(compose.services().get("grafana").path("volumes"))
                .extracting(JsonNode::asText)
                .contains(mounted);
        assertThat(provider.at("/providers/0/options/path").asText()).isEqualTo("/etc/redoubt/dashboards");
    }
}
