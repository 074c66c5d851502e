package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
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

/** Completes a request: what an entry leaves out comes from the request's {@code defaults}, then from its preset. */
final class Presets {

    private static final List<String> NAMES = List.of("quick", "paper");
    private static final String NO_ENTRY = "is not an object with fields such as epochs";
    private static final int STEPS_TO_THE_EDGE = 5;
    private static final YAMLMapper YAML = new YAMLMapper();
    /** Objects of a complete entry whose fields a user writes directly in the entry. */
    private static final Map<String, Map<String, Set<String>>> NESTED = Map.of(
            "pretrain", Map.of("recipe", components(Recipe.class)),
            "finetune", Map.of("recipe", components(Recipe.class), "objective", components(FinetuneObjective.class)));

    private Presets() {}

    /** Fills in {@code request} and gives every entry its nested objects. */
    static void complete(ObjectNode request) {
        ObjectNode preset = load(take(request, "preset").asText("quick"));
        JsonNode own = take(request, "defaults");
        ObjectNode defaults = (ObjectNode) preset.remove("defaults");
        fitSteps(
                request.path("threat"),
                List.of(preset.get("evaluate"), defaults.at("/pretrain/attack"), defaults.at("/finetune/attack")));
        if (own instanceof ObjectNode fields) {
            requireOnly("defaults", fields, Set.of("pretrain", "finetune"));
            fields.properties().forEach(entry -> requireEntryDefaults(entry, defaults));
            merge(defaults, fields);
        } else if (!own.isMissingNode()) {
            throw new InvalidFieldException("defaults", "is not an object with fields pretrain and finetune");
        }
        underlay(request, preset);
        completeEntries(request, "pretrain", defaults);
        completeEntries(request, "finetune", defaults);
    }

    /** The steps of the presets are changes of a pixel value; balls of other norms are far wider. */
    private static void fitSteps(JsonNode threat, List<JsonNode> places) {
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
                    Double.toString(Radius.parse(threat.path("eps").asText()).value() / STEPS_TO_THE_EDGE);
            places.forEach(place -> ((ObjectNode) place).put("step", step));
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(
                    "threat.eps", e.getMessage().substring(e.field().length() + 2));
        }
    }

    private static void requireEntryDefaults(Map.Entry<String, JsonNode> own, ObjectNode defaults) {
        String where = "defaults." + own.getKey();
        if (!(own.getValue() instanceof ObjectNode fields)) {
            throw new InvalidFieldException(where, NO_ENTRY);
        }
        Set<String> known = new TreeSet<>();
        defaults.get(own.getKey()).fieldNames().forEachRemaining(known::add);
        requireOnly(where, fields, known);
    }

    private static ObjectNode load(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidFieldException(
                    "preset", Ids.quote(name) + " is not a preset; known are " + String.join(", ", NAMES));
        }
        try (InputStream in = Presets.class.getResourceAsStream("/presets/" + name + ".yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("preset " + name, e);
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
            throw new InvalidFieldException(field, "is not a list of entries");
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!(entries.get(i) instanceof ObjectNode entry)) {
                throw new InvalidFieldException(field + "[" + i + "]", NO_ENTRY);
            }
            String place = field + "[" + i + "].";
            NESTED.get(field).forEach((name, fields) -> requireFlat(place + name, entry.has(name), fields));
            underlay(entry, (ObjectNode) defaults.get(field));
            NESTED.get(field).forEach((name, fields) -> nest(entry, name, fields));
        }
    }

    private static void requireFlat(String place, boolean nested, Set<String> fields) {
        if (nested) {
            throw new InvalidFieldException(
                    place, "is not a field here; write its fields directly in the entry: " + String.join(", ", fields));
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

    /** Fields of {@code below} that {@code node} lacks are copied into it, deeply. */
    private static void underlay(ObjectNode node, ObjectNode below) {
        ObjectNode merged = below.deepCopy();
        merge(merged, node);
        node.setAll(merged);
    }

    private static void merge(ObjectNode target, ObjectNode over) {
        over.properties().forEach(field -> {
            JsonNode present = target.get(field.getKey());
            if (present instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void requireOnly(String where, ObjectNode node, Set<String> allowed) {
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw new InvalidFieldException(
                        where + "." + name,
                        "is not a field here; known are " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }
}
