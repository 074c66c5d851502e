package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Finds the pods of Kubernetes resources. */
final class PodTemplates {

    private static final List<String> PATHS =
            List.of("/spec/template", "/spec/jobTemplate/spec/template", "/spec/jobTargetRef/template");

    private PodTemplates() {}

    static Optional<JsonNode> of(JsonNode resource) {
        return PATHS.stream()
                .map(resource::at)
                .filter(template ->
                        template.has("spec") && template.path("spec").has("containers"))
                .findFirst();
    }

    static List<JsonNode> containers(JsonNode resource) {
        return of(resource).stream()
                .flatMap(template ->
                        StreamSupport.stream(template.at("/spec/containers").spliterator(), false))
                .toList();
    }
}
