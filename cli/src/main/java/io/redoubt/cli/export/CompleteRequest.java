package io.redoubt.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a request with all its defaults in the form that users submit: the fields of training are those of an entry. */
final class CompleteRequest {

    private static final List<String> ENTRIES = List.of("pretrain", "finetune");
    private static final List<String> PARTS = List.of("objective", "recipe");

    private CompleteRequest() {}

    /** Returns indented JSON. */
    static String text(ExperimentRequest request) {
        ObjectNode complete = Json.mapper().valueToTree(request);
        for (String entries : ENTRIES) {
            for (JsonNode entry : complete.path(entries)) {
                ObjectNode fields = (ObjectNode) entry;
                for (String part : PARTS) {
                    if (fields.remove(part) instanceof ObjectNode inner) {
                        fields.setAll(inner);
                    }
                }
            }
        }
        return new String(Json.pretty(complete), StandardCharsets.UTF_8);
    }
}
