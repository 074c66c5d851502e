package io.redoubt.api.contract;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.PretextNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Compose and Kubernetes run the same services with the same variables, one Deployment for each pretext service. */
class DeploymentTest {

    private static final Set<String> SECRETS = Set.of("REDOUBT_STORE_ACCESS_KEY", "REDOUBT_STORE_SECRET_KEY");

    private final List<ObjectNode> base = Kustomization.build("base");

    @Test
    void deploymentHasTheVariablesOfItsServiceInCompose() {
        JsonNode configuration = base.stream()
                .filter(resource -> resource.path("kind").asText().equals("ConfigMap"))
                .findFirst()
                .orElseThrow()
                .path("data");

        assertThat(deployments(base)).hasSize(PretextNames.QUEUES.size() + 4).allSatisfy(deployment -> {
            JsonNode container = PodTemplates.containers(deployment).get(0);
            Set<String> variables = new TreeSet<>(SECRETS);
            configuration.fieldNames().forEachRemaining(variables::add);
            container
                    .path("env")
                    .forEach(variable -> variables.add(variable.path("name").asText()));

            assertThat(ComposeFile.load().environment(container.path("image").asText()))
                    .containsExactlyInAnyOrderElementsOf(variables);
        });
    }

    @Test
    void everyPretextServiceHasADeployment() {
        List<String> tasks = new ArrayList<>();
        for (JsonNode deployment : deployments(base)) {
            PodTemplates.containers(deployment).get(0).path("env").forEach(variable -> {
                if (variable.path("name").asText().equals("REDOUBT_PRETRAIN_TASKS")) {
                    tasks.add(variable.path("value").asText());
                }
            });
        }

        assertThat(tasks)
                .as("copy k8s/pretrain/rotation under the task's name and list it in k8s/base/kustomization.yaml")
                .containsExactlyInAnyOrderElementsOf(List.copyOf(PretextNames.QUEUES));
    }

    @Test
    void overlayEnsembleDiffersFromBaseByOneLinePerPretext() {
        Set<String> dropped = lines("base");
        dropped.removeAll(lines("ensemble"));
        Map<String, ObjectNode> resources = base.stream().collect(toMap(DeploymentTest::id, resource -> resource));

        assertThat(lines("base")).containsAll(lines("ensemble"));
        assertThat(dropped).containsExactly("../pretrain/joint");
        List<ObjectNode> ensemble = Kustomization.build("ensemble");
        assertThat(ensemble).allSatisfy(resource -> assertThat(resource).isEqualTo(resources.get(id(resource))));
        resources.keySet().removeAll(ensemble.stream().map(DeploymentTest::id).collect(toSet()));
        assertThat(resources.keySet()).allMatch(id -> id.endsWith("/pretrain-joint"));
    }

    private static String id(JsonNode resource) {
        return resource.path("kind").asText() + "/"
                + resource.at("/metadata/name").asText();
    }

    private static Set<String> lines(String overlay) {
        JsonNode resources = ContractFiles.yaml(ContractFiles.ROOT.resolve("k8s/" + overlay + "/kustomization.yaml"))
                .path("resources");
        return new TreeSet<>(StreamSupport.stream(resources.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }

    static List<ObjectNode> deployments(List<ObjectNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals("Deployment"))
                .toList();
    }
}
