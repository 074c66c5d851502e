package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The overlay with TLS and passwords gives every Deployment the Secret of its service, and no shared Secret. */
class SecuredDeploymentTest {

    private static final Path BASE = ContractFiles.ROOT.resolve("k8s/base");
    private static final Path SECURED = ContractFiles.ROOT.resolve("k8s/secured");
    private static final String SECRET = "/spec/template/spec/containers/0/envFrom/1/secretRef/name";

    @Test
    void patchPathRefersToTheSharedSecret() {
        JsonNode container =
                ContractFiles.yaml(BASE.resolve("every-service.yaml")).at("/spec/template/spec/containers/0");

        assertThat(container.at("/envFrom/1/secretRef/name").textValue()).isEqualTo("redoubt-store");
        assertThat(container.path("envFrom")).hasSize(2);
    }

    @Test
    void everyDeploymentUsesTheSecretOfItsService() {
        JsonNode overlay = ContractFiles.yaml(SECURED.resolve("kustomization.yaml"));
        for (Path file : ContractFiles.files(BASE, ".yaml")) {
            JsonNode first = ContractFiles.yaml(file);
            String name = first.at("/metadata/name").asText();
            if (first.path("kind").asText().equals("Deployment") && !name.startsWith("every-")) {
                String image =
                        first.at("/spec/template/spec/containers/0/image").asText();
                String service = image.replaceAll("^redoubt/|:.*$", "");

                assertThat(secrets(overlay, name)).as(name).containsExactly("redoubt-" + service);
            }
        }
    }

    /** Returns the Secrets that the patches of the overlay add to a Deployment. */
    private static List<String> secrets(JsonNode overlay, String deployment) {
        List<String> secrets = new ArrayList<>();
        for (JsonNode patch : overlay.path("patches")) {
            String target = patch.at("/target/name").asText();
            if (patch.has("patch") && deployment.matches(target)) {
                JsonNode operation = yaml(patch.path("patch").asText()).get(0);
                assertThat(operation.path("path").asText()).isEqualTo(SECRET);
                secrets.add(operation.path("value").asText());
            }
        }
        return secrets;
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not YAML: " + text, e);
        }
    }

    @Test
    void servicesCreateNoTopicsAndUseTlsOnly() {
        JsonNode data =
                ContractFiles.yaml(SECURED.resolve("configuration.yaml")).path("data");

        assertThat(data.path("REDOUBT_KAFKA_SETUP").asText()).isEqualTo("false");
        assertThat(data.path("KAFKA_SECURITY_PROTOCOL").asText()).isEqualTo("SASL_SSL");
        assertThat(data.path("REDOUBT_STORE_ENDPOINT").asText()).startsWith("https://");
    }

    @Test
    void kustomizationNamesEveryFile() {
        List<String> named = new ArrayList<>(List.of("kustomization.yaml"));
        ContractFiles.yaml(SECURED.resolve("kustomization.yaml")).path("patches").findValues("path").stream()
                .map(JsonNode::asText)
                .forEach(named::add);

        assertThat(ContractFiles.files(SECURED, ".yaml").stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(named);
    }
}
