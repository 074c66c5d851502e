package io.redoubt.api.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The two kinds of patches of kustomize: JSON patches, and strategic merges of the lists that pods have. */
final class ResourcePatch {

    /** The fields that identify the entries of lists. Other lists are replaced. */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "topologySpreadConstraints", "topologyKey");

    private ResourcePatch() {}

    /** Applies the operations {@code add}, {@code replace} and {@code remove}. */
    static void apply(JsonNode operations, ObjectNode resource) {
        for (JsonNode operation : operations) {
            JsonPointer path = JsonPointer.compile(operation.path("path").asText());
            String op = operation.path("op").asText();
            JsonNode parent = resource.at(path.head());
            if (parent.isMissingNode() || !op.equals("add") && resource.at(path).isMissingNode()) {
                throw new AssertionError("nothing at " + path + " of " + resource.at("/metadata/name"));
            }
            String field = path.last().getMatchingProperty();
            JsonNode value = operation.path("value").deepCopy();
            if (op.equals("remove")) {
                ((ObjectNode) parent).remove(field);
            } else if (parent instanceof ArrayNode array) {
                add(array, field, value);
            } else {
                ((ObjectNode) parent).set(field, value);
            }
        }
    }

    private static void add(ArrayNode array, String index, JsonNode value) {
        if (!index.equals("-")) {
            throw new AssertionError("this class only adds to the end of a list");
        }
        array.add(value);
    }

    /** Merges the fields of a patch into a resource. */
    static void merge(JsonNode patch, ObjectNode resource) {
        patch.properties().forEach(field -> {
            JsonNode current = resource.path(field.getKey());
            JsonNode value = field.getValue().deepCopy();
            if (current instanceof ObjectNode object && value.isObject()) {
                merge(value, object);
            } else if (current instanceof ArrayNode array && MERGE_KEYS.containsKey(field.getKey())) {
                value.forEach(entry -> mergeEntry(array, entry, MERGE_KEYS.get(field.getKey())));
            } else {
                resource.set(field.getKey(), value);
            }
        });
    }

    private static void mergeEntry(ArrayNode array, JsonNode entry, String key) {
        for (JsonNode current : array) {
            if (current.path(key).equals(entry.path(key))) {
                merge(entry, (ObjectNode) current);
                return;
            }
        }
        array.add(entry);
    }
}
