package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Completes a request: a missing field is taken from the request's {@code defaults}, then from the preset. */
final class Presets {

    private static final List<String> NAMES = List.of("quick", "paper");
    private static final String NOT_AN_ENTRY = "is not an object; use fields such as epochs";
    private static final int STEPS_PER_RADIUS = 5;
    private static final YAMLMapper YAML = new YAMLMapper();
    /** The nested objects of a complete entry. A user writes their fields directly in the entry. */
    private static final Map<String, Map<String, Set<String>>> NESTED = Map.of(
            "pretrain", Map.of("recipe", components(Recipe.class)),
            "finetune", Map.of("recipe", components(Recipe.class), "objective", components(FinetuneObjective.class)));

    private Presets() {}

    /** Adds all missing fields to {@code request}, and moves fields of entries into their nested objects. */
    static void complete(ObjectNode request) {
        ObjectNode preset = load(take(request, "preset").asText("quick"));
        JsonNode userDefaults = take(request, "defaults");
        ObjectNode defaults = (ObjectNode) preset.remove("defaults");
        scaleSteps(
                request.path("threat"),
                List.of(preset.get("evaluate"), defaults.at("/pretrain/attack"), defaults.at("/finetune/attack")));
        if (userDefaults instanceof ObjectNode fields) {
            requireOnly("defaults", fields, Set.of("pretrain", "finetune"));
            fields.properties().forEach(entry -> requireEntryDefaults(entry, defaults));
            merge(defaults, fields);
        } else if (!userDefaults.isMissingNode()) {
            throw new InvalidFieldException("defaults", "is not an object; use the fields pretrain and finetune");
        }
        applyDefaults(request, preset);
        completeEntries(request, "pretrain", defaults);
        completeEntries(request, "finetune", defaults);
    }

    /** The step sizes of the presets are for the maximum norm; balls of other norms are far wider. */
    private static void scaleSteps(JsonNode threat, List<JsonNode> parents) {
        String norm = threat.path("norm").asText(Threat.LINF);
        if (norm.equals(Threat.LINF) || !ExtensionPoint.NORM.names().contains(norm)) {
            return;
        }
        if (!threat.path("eps").isValueNode()) {
            throw new InvalidFieldException(
                    "threat.eps", "is missing; norm " + norm + " has no default, use one such as 0.5");
        }
        try {
            String step =
                    Double.toString(Radius.parse(threat.path("eps").asText()).value() / STEPS_PER_RADIUS);
            parents.forEach(parent -> ((ObjectNode) parent).put("step", step));
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(
                    "threat.eps", e.getMessage().substring(e.field().length() + 2));
        }
    }

    private static void requireEntryDefaults(Map.Entry<String, JsonNode> entry, ObjectNode defaults) {
        String field = "defaults." + entry.getKey();
        if (!(entry.getValue() instanceof ObjectNode fields)) {
            throw new InvalidFieldException(field, NOT_AN_ENTRY);
        }
        Set<String> known = new TreeSet<>();
        defaults.get(entry.getKey()).fieldNames().forEachRemaining(known::add);
        requireOnly(field, fields, known);
    }

    private static ObjectNode load(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidFieldException(
                    "preset", Ids.quote(name) + " is not a preset; known are " + String.join(", ", NAMES));
        }
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
        JsonNode entries = request.path(field);
        if (!entries.isArray()) {
            throw new InvalidFieldException(field, "is not a list; write one entry per list item");
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!(entries.get(i) instanceof ObjectNode entry)) {
                throw new InvalidFieldException(field + "[" + i + "]", NOT_AN_ENTRY);
            }
            String prefix = field + "[" + i + "].";
            NESTED.get(field).forEach((name, fields) -> requireFlat(prefix + name, entry.has(name), fields));
            applyDefaults(entry, (ObjectNode) defaults.get(field));
            NESTED.get(field).forEach((name, fields) -> nest(entry, name, fields));
        }
    }

    private static void requireFlat(String field, boolean nested, Set<String> fields) {
        if (nested) {
            throw new InvalidFieldException(
                    field, "is not a field here; write its fields directly in the entry: " + String.join(", ", fields));
        }
    }

    private static void nest(ObjectNode entry, String name, Set<String> fields) {
        ObjectNode nested = entry.objectNode();
        fields.forEach(field -> {
            JsonNode value = entry.remove(field);
            if (value != null) {
                nested.set(field, value);
            }
        });
        entry.set(name, nested);
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
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

    private static void requireOnly(String parent, ObjectNode node, Set<String> allowed) {
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw new InvalidFieldException(
                        parent + "." + name,
                        "is not a field here; known are " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }
}
