package io.redoubt.api.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplate;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every resource has only fields that its kind has, with values of the right type: the published models of Kubernetes, Strimzi
 * and the Prometheus operator. KEDA has none for Java, see {@link KedaResources}.
 */
class KubernetesSchemaTest {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("v1/ConfigMap", ConfigMap.class),
            entry("v1/Namespace", Namespace.class),
            entry("v1/Service", Service.class),
            entry("apps/v1/Deployment", Deployment.class),
            entry("batch/v1/CronJob", CronJob.class),
            entry("batch/v1/Job", Job.class),
            entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            entry("resource.k8s.io/v1/ResourceClaimTemplate", ResourceClaimTemplate.class),
            entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
            entry("keda.sh/v1alpha1/ScaledObject", KedaResources.ScaledObject.class),
            entry("keda.sh/v1alpha1/ScaledJob", KedaResources.ScaledJob.class),
            entry("keda.sh/v1alpha1/TriggerAuthentication", KedaResources.TriggerAuthentication.class));

    /** The models keep unknown fields; without the methods that do so, they are errors. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    static Stream<Path> overlays() {
        return Kustomization.overlays().stream();
    }

    private static Object parse(JsonNode resource) {
        String kind = resource.path("apiVersion").asText() + "/"
                + resource.path("kind").asText();
        assertThat(KINDS).containsKey(kind);
        try {
            return STRICT.treeToValue(resource, KINDS.get(kind));
        } catch (Exception e) {
            throw new AssertionError(kind + " " + resource.at("/metadata/name").asText() + ": " + e.getMessage(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void resourcesHaveOnlyKnownFields(Path overlay) {
        assertThat(Kustomization.build(overlay)).isNotEmpty().allSatisfy(KubernetesSchemaTest::parse);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "network-policies", "resource-claims"})
    void componentsOfNoOverlayHaveOnlyKnownFields(String component) {
        Path directory = ContractFiles.ROOT.resolve("k8s/components").resolve(component);

        for (Path file : ContractFiles.files(directory, ".yaml")) {
            if (!file.endsWith("kustomization.yaml")) {
                assertThat(ContractFiles.documents(file)).allSatisfy(KubernetesSchemaTest::parse);
            }
        }
    }

    @Test
    void misspeltFieldIsFound() {
        JsonNode service = ContractFiles.yaml(
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 1, tragetPort: 2}]}}");

        assertThatThrownBy(() -> parse(service))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("tragetPort");
    }
}
