package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** A field path of kustomize, such as {@code spec.containers.0.image} or {@code metadata.labels.[app.kubernetes.io/name]}. */
final class FieldPath {

    private static final Pattern STEP = Pattern.compile("\\[([^]]+)]|([^.\\[\\]]+)");

    private final String text;
    private final List<String> steps;

    FieldPath(String text) {
        this.text = text;
        this.steps = STEP.matcher(text)
                .results()
                .map(step -> step.group(1) == null ? step.group(2) : step.group(1))
                .toList();
    }

    JsonNode get(JsonNode resource) {
        JsonNode node = resource;
        for (String step : steps) {
            node = child(node, step);
        }
        return node;
    }

    void set(ObjectNode resource, JsonNode value, boolean create) {
        JsonNode parent = resource;
        for (String step : steps.subList(0, steps.size() - 1)) {
            if (create && !parent.has(step)) {
                ((ObjectNode) parent).putObject(step);
            }
            parent = child(parent, step);
        }
        String last = steps.get(steps.size() - 1);
        if (!create) {
            child(parent, last);
        }
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    private JsonNode child(JsonNode node, String step) {
        JsonNode child = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        if (child.isMissingNode()) {
            throw new AssertionError(text + " has no " + step + " in " + node);
        }
        return child;
    }
}
