package io.redoubt.api.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The KEDA components: each GPU service scales on its own queue, and no scaler stops a worker that has a job. */
class ScalerDeploymentTest {

    private static final Path K8S = ContractFiles.ROOT.resolve("k8s");
    private static final Path KEDA = K8S.resolve("components/keda");
    private static final Path KEDA_JOBS = K8S.resolve("components/keda-jobs");
    private static final Path SCALED_OBJECTS = KEDA.resolve("scaled-objects.yaml");
    private static final Path SCALED_JOBS = KEDA_JOBS.resolve("templates/scaled-jobs.yaml");

    private static final String URL_BEFORE_STAGE = "http://experiment-service.NAMESPACE.svc:8080/queues/";
    private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);

    private static List<JsonNode> documents(Path file) {
        try {
            return YAML.<JsonNode>readValues(ContractFiles.bytes(file)).readAll();
        } catch (IOException e) {
            throw new AssertionError(file + " is not YAML", e);
        }
    }

    /** The stages of the GPU services by Deployment. */
    private static Map<String, String> stages() {
        Map<String, String> stages = new TreeMap<>();
        for (Path file : ContractFiles.files(K8S.resolve("base"), ".yaml")) {
            JsonNode first = documents(file).get(0);
            if (first.at("/metadata/labels/app.kubernetes.io~1component")
                    .asText()
                    .equals("worker")) {
                JsonNode container = first.at("/spec/template/spec/containers/0");
                stages.put(first.at("/metadata/name").asText(), stage(container));
            }
        }
        return stages;
    }

    private static String stage(JsonNode container) {
        String image = container.path("image").asText();
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals("REDOUBT_PRETRAIN_TASKS")) {
                return "pretrain." + variable.path("value").asText();
            }
        }
        return image.contains("/eval-") ? "evaluate" : image.replaceAll("^redoubt/|-service:.*$", "");
    }

    private static Map<String, String> scaledStages(Path file) {
        return documents(file).stream()
                .collect(toMap(scaler -> scaler.at("/metadata/name").asText(), scaler -> scaler.at(
                                "/spec/triggers/0/metadata/url")
                        .asText()
                        .replace(URL_BEFORE_STAGE, "")));
    }

    @Test
    void everyWorkerHasOneScalerOnItsQueue() {
        Map<String, String> stages = stages();

        assertThat(stages.values().stream().map(Topics.QUEUE_PREFIX::concat))
                .containsExactlyInAnyOrderElementsOf(Topics.queues());
        assertThat(scaledStages(SCALED_OBJECTS))
                .as("k8s/components/keda/scaled-objects.yaml; copy the entry of pretrain-rotation for a new task")
                .isEqualTo(stages);
        assertThat(scaledStages(SCALED_JOBS))
                .as("k8s/components/keda-jobs/templates/scaled-jobs.yaml; copy the entry of pretrain-rotation")
                .isEqualTo(stages);
        assertThat(documents(SCALED_OBJECTS)).allSatisfy(scaler -> assertThat(scaler.at("/spec/scaleTargetRef/name"))
                .isEqualTo(scaler.at("/metadata/name")));
    }

    @Test
    void triggersReadTheLagWithTheToken() {
        List<JsonNode> scalers = new ArrayList<>(documents(SCALED_OBJECTS));
        scalers.addAll(documents(SCALED_JOBS));

        assertThat(scalers).allSatisfy(scaler -> {
            assertThat(scaler.at("/spec/triggers")).hasSize(1);
            JsonNode trigger = scaler.at("/spec/triggers/0");
            assertThat(trigger.path("type").asText()).isEqualTo("metrics-api");
            assertThat(trigger.at("/authenticationRef/name").asText()).isEqualTo("redoubt-rest");
            assertThat(trigger.path("metadata"))
                    .as("metadata values are strings")
                    .allMatch(JsonNode::isTextual);
            assertThat(trigger.at("/metadata/valueLocation").asText()).isEqualTo("lag");
            assertThat(trigger.at("/metadata/targetValue").asText()).isEqualTo("1");
            assertThat(trigger.at("/metadata/authMode").asText()).isEqualTo("bearer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"keda", "keda-jobs"})
    void authenticationIsTheTokenOfTheExperimentService(String component) {
        JsonNode token = ContractFiles.yaml(K8S.resolve("components/" + component + "/authentication.yaml"))
                .at("/spec/secretTargetRef/0");
        JsonNode service =
                documents(K8S.resolve("base/experiment-service.yaml")).get(0);
        List<JsonNode> secrets = service.findValues("secretKeyRef");

        assertThat(token.path("parameter").asText()).isEqualTo("token");
        assertThat(secrets).anySatisfy(secret -> {
            assertThat(secret.path("name")).isEqualTo(token.path("name"));
            assertThat(secret.path("key")).isEqualTo(token.path("key"));
        });
    }

    @Test
    void onlyKedaRemovesReplicasAndOnlyAllOfThem() {
        JsonNode common =
                ContractFiles.yaml(KEDA.resolve("every-scaled-object.yaml")).path("spec");

        assertThat(common.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/selectPolicy")
                        .asText())
                .isEqualTo("Disabled");
        assertThat(common.path("minReplicaCount").asInt(-1)).isZero();
        assertThat(common.has("fallback"))
                .as("a fallback sets the replicas if the experiment-service or Kafka does not answer")
                .isFalse();
        assertThat(ContractFiles.yaml(KEDA.resolve("kustomization.yaml"))
                        .at("/patches/1/patch")
                        .asText())
                .contains("op: remove, path: /spec/replicas");
    }

    @Test
    void scaledJobsKeepTheirPodsAndEnd() {
        JsonNode common =
                ContractFiles.yaml(KEDA_JOBS.resolve("every-scaled-job.yaml")).path("spec");
        JsonNode component = ContractFiles.yaml(KEDA_JOBS.resolve("kustomization.yaml"));
        JsonNode templates = ContractFiles.yaml(KEDA_JOBS.resolve("templates/kustomization.yaml"));

        assertThat(common.at("/rollout/strategy").asText()).isEqualTo("gradual");
        assertThat(common.at("/scalingStrategy/strategy").asText())
                .as("the lag includes jobs that run")
                .isEqualTo("default");
        assertThat(common.at("/jobTargetRef/template/spec/restartPolicy").asText())
                .isEqualTo("Never");
        assertThat(component.at("/patches/1/patch").asText()).contains("REDOUBT_QUEUE_EXIT_WHEN_IDLE");
        Set<String> copied = new TreeSet<>();
        for (JsonNode replacement : templates.path("replacements")) {
            assertThat(replacement.at("/targets/0/select/name")).isEqualTo(replacement.at("/source/name"));
            copied.add(replacement.at("/source/name").asText());
        }
        assertThat(copied).isEqualTo(stages().keySet());
    }

    @ParameterizedTest
    @CsvSource({"keda, ScaledObject", "keda-jobs, ScaledJob"})
    void overlayPutsItsNamespaceIntoTheUrls(String name, String kind) {
        JsonNode overlay = ContractFiles.yaml(K8S.resolve(name + "/kustomization.yaml"));
        JsonNode target = overlay.at("/replacements/0/targets/0");

        assertThat(overlay.path("namespace").asText()).isNotEmpty();
        assertThat(overlay.at("/components/0").asText()).isEqualTo("../components/" + name);
        assertThat(overlay.at("/replacements/0/source/fieldPath").asText()).isEqualTo("metadata.namespace");
        assertThat(target.at("/select/kind").asText()).isEqualTo(kind);
        assertThat(URL_BEFORE_STAGE.split("\\.")[target.at("/options/index").asInt()])
                .isEqualTo("NAMESPACE");
    }
}
