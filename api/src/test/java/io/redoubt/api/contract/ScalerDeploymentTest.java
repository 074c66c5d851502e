package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The KEDA overlays: each GPU service scales on its own queue, and no scaler stops a worker that has a job. */
class ScalerDeploymentTest {

    private static final String URL = "http://experiment-service.redoubt.svc:8080/queues/";

    private static List<ObjectNode> kind(String overlay, String kind) {
        return Kustomization.build(overlay).stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    /** The stages of the GPU services by Deployment. */
    private static Map<String, String> stages() {
        Map<String, String> stages = new TreeMap<>();
        for (JsonNode deployment : kind("base", "Deployment")) {
            String name = deployment.at("/metadata/name").asText();
            if (!name.equals("experiment-service")) {
                stages.put(
                        name,
                        name.startsWith("pretrain-")
                                ? name.replace("pretrain-", "pretrain.")
                                : name.replace("-service", "").replaceAll("^eval$", "evaluate"));
            }
        }
        return stages;
    }

    private static Map<String, String> scaledStages(List<ObjectNode> scalers) {
        Map<String, String> stages = new TreeMap<>();
        scalers.forEach(scaler -> stages.put(
                scaler.at("/metadata/name").asText(),
                scaler.at("/spec/triggers/0/metadata/url").asText().replace(URL, "")));
        return stages;
    }

    @ParameterizedTest
    @CsvSource({"keda, ScaledObject", "keda-jobs, ScaledJob"})
    void everyWorkerHasOneScalerOnItsQueue(String overlay, String kind) {
        Map<String, String> stages = stages();

        assertThat(stages.values().stream().map(Topics.QUEUE_PREFIX::concat))
                .containsExactlyInAnyOrderElementsOf(Topics.queues());
        assertThat(scaledStages(kind(overlay, kind)))
                .as("k8s/components/keda-jobs/templates has a list of its own; copy the entries of pretrain-rotation")
                .isEqualTo(stages);
    }

    @ParameterizedTest
    @CsvSource({"keda, ScaledObject", "keda-jobs, ScaledJob"})
    void triggersReadTheLagWithTheToken(String overlay, String kind) {
        JsonNode token = kind(overlay, "TriggerAuthentication").get(0).at("/spec/secretTargetRef/0");
        List<JsonNode> secrets = Kustomization.build(overlay).stream()
                .flatMap(resource -> resource.findValues("secretKeyRef").stream())
                .toList();

        assertThat(token.path("parameter").asText()).isEqualTo("token");
        assertThat(secrets).anySatisfy(secret -> {
            assertThat(secret.path("name")).isEqualTo(token.path("name"));
            assertThat(secret.path("key")).isEqualTo(token.path("key"));
        });
        assertThat(kind(overlay, kind)).allSatisfy(scaler -> {
            assertThat(scaler.at("/spec/triggers")).hasSize(1);
            JsonNode trigger = scaler.at("/spec/triggers/0");
            assertThat(trigger.path("type").asText()).isEqualTo("metrics-api");
            assertThat(trigger.at("/authenticationRef/name").asText()).isEqualTo("redoubt-rest");
            assertThat(trigger.path("metadata"))
                    .as("metadata values are strings")
                    .allMatch(JsonNode::isTextual);
            assertThat(trigger.at("/metadata/url").asText()).startsWith(URL);
            assertThat(trigger.at("/metadata/valueLocation").asText()).isEqualTo("lag");
            assertThat(trigger.at("/metadata/targetValue").asText()).isEqualTo("1");
            assertThat(trigger.at("/metadata/authMode").asText()).isEqualTo("bearer");
        });
    }

    @Test
    void onlyKedaRemovesReplicasAndOnlyAllOfThem() {
        assertThat(kind("keda", "ScaledObject")).isNotEmpty().allSatisfy(scaler -> {
            JsonNode spec = scaler.path("spec");
            assertThat(spec.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/selectPolicy")
                            .asText())
                    .isEqualTo("Disabled");
            assertThat(spec.path("minReplicaCount").asInt(-1)).isZero();
            assertThat(spec.has("fallback"))
                    .as("a fallback sets the replicas if the experiment-service or Kafka does not answer")
                    .isFalse();
            assertThat(spec.at("/scaleTargetRef/name")).isEqualTo(scaler.at("/metadata/name"));
        });
        assertThat(kind("keda", "Deployment"))
                .filteredOn(
                        deployment -> !deployment.at("/metadata/name").asText().equals("experiment-service"))
                .isNotEmpty()
                .noneMatch(deployment -> deployment.path("spec").has("replicas"));
    }

    @Test
    void scaledJobsKeepTheirPodsAndEnd() {
        assertThat(kind("keda-jobs", "ScaledJob")).isNotEmpty().allSatisfy(scaler -> {
            JsonNode spec = scaler.path("spec");
            assertThat(spec.at("/rollout/strategy").asText()).isEqualTo("gradual");
            assertThat(spec.at("/scalingStrategy/strategy").asText())
                    .as("the lag includes jobs that run")
                    .isEqualTo("default");
            assertThat(spec.at("/jobTargetRef/template/spec/restartPolicy").asText())
                    .isEqualTo("Never");
        });
        assertThat(kind("keda-jobs", "ConfigMap").get(0).path("data").has("REDOUBT_QUEUE_EXIT_WHEN_IDLE"))
                .isTrue();
        assertThat(kind("keda-jobs", "Deployment")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "ensemble", "local", "gpu", "kueue", "secured"})
    void overlaysWithoutKedaHaveNoScalers(String overlay) {
        assertThat(kind(overlay, "ScaledObject")).isEmpty();
    }
}
