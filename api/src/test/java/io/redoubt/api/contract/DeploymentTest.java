package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.PretextNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Compose and Kubernetes run the same services with the same variables, one Deployment for each pretext service. */
class DeploymentTest {

    private static final Path BASE = ContractFiles.ROOT.resolve("k8s/base");
    private static final Set<String> SECRETS = Set.of("REDOUBT_STORE_ACCESS_KEY", "REDOUBT_STORE_SECRET_KEY");

    @Test
    void deploymentHasTheVariablesOfItsServiceInCompose() {
        assertThat(deployments()).hasSizeGreaterThan(4).allSatisfy(deployment -> {
            Map<String, Object> container = container(deployment);
            Set<String> variables = new TreeSet<>(SECRETS);
            variables.addAll(map(configuration().get("data")).keySet());
            variables.addAll(ownVariables(container).keySet());

            assertThat(map(composeService(container).get("environment")).keySet())
                    .isEqualTo(variables);
        });
    }

    @Test
    void everyPretextServiceHasADeployment() {
        List<Object> tasks = deployments().stream()
                .map(deployment -> ownVariables(container(deployment)).get("REDOUBT_PRETRAIN_TASKS"))
                .filter(Objects::nonNull)
                .toList();

        assertThat(tasks)
                .as("copy k8s/base/pretrain-rotation.yaml under the task's name and list it in kustomization.yaml")
                .containsExactlyInAnyOrderElementsOf(List.copyOf(PretextNames.QUEUES));
    }

    @Test
    void kustomizationNamesEveryFile() {
        Map<String, Object> base =
                documents(BASE.resolve("kustomization.yaml")).findFirst().orElseThrow();
        Set<Object> named = new TreeSet<>(list(base.get("resources")));
        list(base.get("patches")).forEach(patch -> named.add(map(patch).get("path")));
        named.add("kustomization.yaml");

        assertThat(ContractFiles.files(BASE, ".yaml").stream()
                        .map(file -> file.getFileName().toString()))
                .as("files of k8s/base; list each file under resources in kustomization.yaml")
                .containsExactlyInAnyOrderElementsOf(
                        named.stream().map(String::valueOf).toList());
    }

    private static List<Map<String, Object>> deployments() {
        return resources()
                .filter(resource -> resource.get("kind").equals("Deployment"))
                .toList();
    }

    private static Map<String, Object> configuration() {
        return resources()
                .filter(resource -> resource.get("kind").equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Map<String, Object>> resources() {
        return ContractFiles.files(BASE, ".yaml").stream()
                .filter(file -> !file.getFileName().toString().startsWith("every-"))
                .flatMap(DeploymentTest::documents);
    }

    private static Map<String, Object> composeService(Map<String, Object> container) {
        Map<String, Object> compose = documents(ContractFiles.ROOT.resolve("docker-compose.yml"))
                .findFirst()
                .orElseThrow();
        return map(compose.get("services")).values().stream()
                .map(DeploymentTest::map)
                .filter(service -> service.get("image").equals(container.get("image")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> container(Map<String, Object> deployment) {
        Map<String, Object> pod =
                map(map(map(deployment.get("spec")).get("template")).get("spec"));
        return map(list(pod.get("containers")).get(0));
    }

    /** Returns the variables of a container, without those that all services share. */
    private static Map<String, Object> ownVariables(Map<String, Object> container) {
        Map<String, Object> variables = new TreeMap<>();
        list(container.getOrDefault("env", List.of()))
                .forEach(entry -> variables.put(
                        (String) map(entry).get("name"), map(entry).get("value")));
        return variables;
    }

    private static Stream<Map<String, Object>> documents(Path file) {
        String text = new String(ContractFiles.bytes(file), StandardCharsets.UTF_8);
        Iterable<Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text);
        return StreamSupport.stream(all.spliterator(), false).map(DeploymentTest::map);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
