package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for every pod of every overlay in {@code k8s/}. */
class KubernetesRulesTest {

    /** REDOUBT_QUEUE_SHUTDOWN_TIMEOUT: the time in which a worker commits a checkpoint and returns its job. */
    private static final int SHUTDOWN_SECONDS = 40;

    static Stream<Path> overlays() {
        return Kustomization.overlays().stream();
    }

    private static List<ObjectNode> kind(List<ObjectNode> resources, String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    private static Set<String> names(List<ObjectNode> resources) {
        Set<String> names = new TreeSet<>();
        resources.forEach(resource -> names.add(resource.at("/metadata/name").asText()));
        return names;
    }

    private static boolean isWorker(JsonNode resource) {
        return PodTemplates.of(resource)
                .filter(template -> template.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals("worker"))
                .isPresent();
    }

    @Test
    void allOverlaysAreChecked() {
        assertThat(overlays().map(path -> path.getFileName().toString()))
                .contains("base", "ensemble", "gpu", "keda", "keda-jobs", "kueue", "local", "secured", "strimzi");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsAreRestricted(Path overlay) {
        for (JsonNode resource : Kustomization.build(overlay)) {
            PodTemplates.of(resource).ifPresent(template -> {
                JsonNode pod = template.path("spec");
                String name = resource.at("/metadata/name").asText();
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                        .as(name)
                        .isTrue();
                assertThat(pod.at("/securityContext/runAsUser").asInt())
                        .as(name)
                        .isPositive();
                assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                        .as(name)
                        .isEqualTo("RuntimeDefault");
                assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                        .as(name)
                        .isFalse();
            });
            assertThat(PodTemplates.containers(resource)).allSatisfy(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                        .contains("/tmp");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void containersHaveLimitsAndFixedImages(Path overlay) {
        for (JsonNode resource : Kustomization.build(overlay)) {
            assertThat(PodTemplates.containers(resource)).allSatisfy(container -> {
                assertThat(container.path("image").asText())
                        .matches("[a-z0-9./-]+:[^:]+")
                        .doesNotContain("latest");
                for (String limit : List.of("cpu", "memory", "ephemeral-storage")) {
                    assertThat(container.at("/resources/limits").has(limit))
                            .as("limit of " + limit)
                            .isTrue();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesHaveProbesAndABudget(Path overlay) {
        List<ObjectNode> resources = Kustomization.build(overlay);
        List<ObjectNode> deployments = kind(resources, "Deployment");

        assertThat(deployments).allSatisfy(deployment -> {
            JsonNode container = PodTemplates.containers(deployment).get(0);
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.has(probe)).as(probe).isTrue();
            }
        });
        assertThat(names(kind(resources, "PodDisruptionBudget"))).isEqualTo(names(deployments));
        assertThat(kind(resources, "PodDisruptionBudget")).allSatisfy(budget -> assertThat(
                        budget.at("/spec/selector/matchLabels"))
                .isEqualTo(deployments.stream()
                        .filter(deployment -> deployment.at("/metadata/name").equals(budget.at("/metadata/name")))
                        .findFirst()
                        .orElseThrow()
                        .at("/spec/selector/matchLabels")));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void workersHaveTimeForACheckpointAndAreNotEvictedToSaveNodes(Path overlay) {
        assertThat(Kustomization.build(overlay))
                .filteredOn(KubernetesRulesTest::isWorker)
                .allSatisfy(worker -> {
                    JsonNode template = PodTemplates.of(worker).orElseThrow();
                    assertThat(template.at("/spec/terminationGracePeriodSeconds")
                                    .asInt())
                            .isGreaterThan(SHUTDOWN_SECONDS);
                    assertThat(template.at("/metadata/annotations")
                                    .path("cluster-autoscaler.kubernetes.io/safe-to-evict")
                                    .asText())
                            .isEqualTo("false");
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsAreReferencesOnly(Path overlay) {
        List<ObjectNode> resources = Kustomization.build(overlay);

        assertThat(kind(resources, "Secret")).isEmpty();
        for (JsonNode resource : resources) {
            for (JsonNode container : PodTemplates.containers(resource)) {
                container.path("env").forEach(variable -> {
                    if (variable.path("name").asText().matches(".*(TOKEN|SECRET|PASSWORD|KEY).*")) {
                        assertThat(variable.has("value"))
                                .as(variable.toString())
                                .isFalse();
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsBelongToTheNetworkPoliciesAndSelectorsMatch(Path overlay) {
        for (JsonNode resource : Kustomization.build(overlay)) {
            PodTemplates.of(resource).ifPresent(template -> {
                JsonNode labels = template.at("/metadata/labels");
                assertThat(labels.path("app.kubernetes.io/part-of").asText()).isEqualTo("redoubt");
                resource.at("/spec/selector/matchLabels").properties().forEach(label -> assertThat(
                                labels.path(label.getKey()))
                        .isEqualTo(label.getValue()));
            });
        }
    }

    @Test
    void everyGpuWorkerHasAGpu() {
        List<ObjectNode> gpu = Kustomization.build("gpu");

        assertThat(gpu).filteredOn(KubernetesRulesTest::isWorker).isNotEmpty().allSatisfy(worker -> {
            JsonNode container = PodTemplates.containers(worker).get(0);
            assertThat(container.at("/resources/limits/nvidia.com~1gpu").asInt())
                    .isOne();
            assertThat(container.path("image").asText()).endsWith("-cuda");
        });
    }
}
