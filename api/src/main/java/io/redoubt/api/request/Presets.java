package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Completes a request, as {@link RequestValidator} returns it: a missing field is taken from the request's {@code
 * defaults}, then from the preset.
 */
final class Presets {

    private static final String DEFAULT = "quick";
    private static final int STEPS_PER_RADIUS = 5;
    private static final YAMLMapper YAML = new YAMLMapper();

    private Presets() {}

    /**
     * Adds all missing fields to {@code request}, and removes {@code preset} and {@code defaults}.
     *
     * @throws InvalidFieldException naming {@code threat.eps} if the norm has no default
     */
    static void complete(ObjectNode request) {
        ObjectNode preset = load(take(request, "preset").asText(DEFAULT));
        JsonNode userDefaults = take(request, "defaults");
        ObjectNode defaults = (ObjectNode) preset.remove("defaults");
        scaleSteps(
                request.path("threat"),
                List.of(preset.get("evaluate"), defaults.at("/pretrain/attack"), defaults.at("/finetune/attack")));
        if (userDefaults instanceof ObjectNode fields) {
            merge(defaults, fields);
        }
        applyDefaults(request, preset);
        completeEntries(request, "pretrain", defaults);
        completeEntries(request, "finetune", defaults);
    }

    /** The step sizes of the presets are for the maximum norm; balls of other norms are far wider. */
    private static void scaleSteps(JsonNode threat, List<JsonNode> parents) {
        String norm = threat.path("norm").asText(Threat.LINF);
        if (norm.equals(Threat.LINF)) {
            return;
        }
        if (!threat.has("eps")) {
            throw new InvalidFieldException(
                    "threat.eps", "is missing; norm " + norm + " has no default, use one such as 0.5");
        }
        try {
            String step =
                    Double.toString(Radius.parse(threat.path("eps").asText()).value() / STEPS_PER_RADIUS);
            parents.forEach(parent -> ((ObjectNode) parent).put("step", step));
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException("threat.eps", e.problem());
        }
    }

    private static ObjectNode load(String name) {
        try (InputStream in = Presets.class.getResourceAsStream("/presets/" + name + ".yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("preset " + name + " cannot be read", e);
        }
    }

    private static JsonNode take(ObjectNode node, String field) {
        JsonNode value = node.path(field);
        node.remove(field);
        return value;
    }

    private static void completeEntries(ObjectNode request, String field, ObjectNode defaults) {
        request.path(field).forEach(entry -> applyDefaults((ObjectNode) entry, (ObjectNode) defaults.get(field)));
    }

    /** Copies the fields of {@code defaults} that {@code node} lacks into it, recursively. */
    private static void applyDefaults(ObjectNode node, ObjectNode defaults) {
        ObjectNode merged = defaults.deepCopy();
        merge(merged, node);
        node.setAll(merged);
    }

    private static void merge(ObjectNode target, ObjectNode source) {
        source.properties().forEach(field -> {
            JsonNode existing = target.get(field.getKey());
            if (existing instanceof ObjectNode nestedTarget && field.getValue() instanceof ObjectNode nestedSource) {
                merge(nestedTarget, nestedSource);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
