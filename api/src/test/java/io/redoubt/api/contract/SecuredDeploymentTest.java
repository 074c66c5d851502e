package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The overlay with TLS and passwords gives every pod the Secret of its role, and no shared Secret. */
class SecuredDeploymentTest {

    private final List<ObjectNode> secured = Kustomization.build("secured");

    @Test
    void everyPodUsesTheSecretOfItsRole() {
        Map<String, String> secrets = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode resource : secured) {
            for (JsonNode container : PodTemplates.containers(resource)) {
                String name = resource.at("/metadata/name").asText();
                String image = container.path("image").asText().replaceAll("^redoubt/|:.*$", "");
                secrets.put(
                        name,
                        String.join(
                                " ",
                                container.path("envFrom").findValues("secretRef").stream()
                                        .map(secret -> secret.path("name").asText())
                                        .toList()));
                expected.put(name, "redoubt-" + (image.equals("cli") ? "admin" : image));
            }
        }

        assertThat(secrets).isEqualTo(expected).containsKeys("redoubt-setup", "redoubt-gc", "experiment-service");
    }

    @Test
    void everyPodTrustsTheAuthorities() {
        assertThat(secured)
                .filteredOn(resource -> PodTemplates.of(resource).isPresent())
                .allSatisfy(resource -> assertThat(PodTemplates.containers(resource)
                                .get(0)
                                .path("volumeMounts")
                                .findValuesAsText("mountPath"))
                        .as(resource.at("/metadata/name").asText())
                        .containsExactlyInAnyOrder("/tmp", "/etc/redoubt/authorities"));
    }

    @Test
    void servicesCreateNoTopicsAndUseTlsOnly() {
        JsonNode data = configuration();

        assertThat(data.path("REDOUBT_KAFKA_SETUP").asText()).isEqualTo("false");
        assertThat(data.path("KAFKA_SECURITY_PROTOCOL").asText()).isEqualTo("SASL_SSL");
        assertThat(data.path("REDOUBT_STORE_ENDPOINT").asText()).startsWith("https://");
        assertThat(data.path("QUARKUS_HTTP_HOST").asText()).isEqualTo("0.0.0.0");
    }

    private JsonNode configuration() {
        return secured.stream()
                .filter(resource -> resource.path("kind").asText().equals("ConfigMap"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    @Test
    void networkPoliciesOpenThePortsOfTheServersOnly() {
        Map<String, JsonNode> policies = new TreeMap<>();
        secured.stream()
                .filter(resource -> resource.path("kind").asText().equals("NetworkPolicy"))
                .forEach(policy -> policies.put(policy.at("/metadata/name").asText(), policy.path("spec")));
        JsonNode data = configuration();

        assertThat(policies.get("redoubt-deny").path("policyTypes"))
                .extracting(JsonNode::asText)
                .containsExactly("Ingress", "Egress");
        assertThat(policies.get("redoubt-deny").has("ingress")).isFalse();
        assertThat(policies.get("redoubt-deny").has("egress")).isFalse();
        assertThat(policies.get("redoubt-servers").path("egress").findValuesAsText("port"))
                .contains(
                        port(data.path("KAFKA_BOOTSTRAP_SERVERS").asText()),
                        port(data.path("REDOUBT_STORE_ENDPOINT").asText()))
                .containsExactlyInAnyOrder("53", "53", "9092", "9093", "9000", "443");
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    @Test
    void namespaceRefusesPodsThatAreNotRestricted() {
        assertThat(secured)
                .filteredOn(resource -> resource.path("kind").asText().equals("Namespace"))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText())
                        .isEqualTo("restricted"));
    }
}
