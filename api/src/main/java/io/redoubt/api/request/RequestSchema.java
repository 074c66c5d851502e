package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** The JSON Schema of a request, {@code schema/experiment-request.json}, as the source of its fields, types and ranges. */
final class RequestSchema {

    /** The schema without references. */
    static final JsonNode REQUEST = resolve("experiment-request.json", read("experiment-request.json"));

    private static final String REFERENCE = "$ref";
    private static final String PROPERTIES = "properties";

    private RequestSchema() {}

    private static JsonNode read(String file) {
        try (InputStream in = RequestSchema.class.getResourceAsStream("/schema/" + file)) {
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("schema/" + file, e);
        }
    }

    /** Replaces references by what they refer to. Siblings of a reference add to it, properties one by one. */
    private static JsonNode resolve(String file, JsonNode schema) {
        if (schema.isArray()) {
            return Json.mapper()
                    .valueToTree(StreamSupport.stream(schema.spliterator(), false)
                            .map(item -> resolve(file, item))
                            .toList());
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode resolved = Json.mapper().createObjectNode();
        if (schema.path(REFERENCE).isTextual()) {
            String[] reference = schema.path(REFERENCE).textValue().split("#");
            String target = reference[0].isEmpty() ? file : reference[0];
            resolved.setAll((ObjectNode) resolve(target, read(target).at(reference[1])));
        }
        schema.properties().forEach(entry -> {
            String key = entry.getKey();
            if (key.equals(PROPERTIES)) {
                resolved.withObjectProperty(PROPERTIES).setAll((ObjectNode) resolve(file, entry.getValue()));
            } else if (!key.equals(REFERENCE) && !key.equals("$defs")) {
                resolved.set(key, resolve(file, entry.getValue()));
            }
        });
        return resolved;
    }

    /** Returns the names of the fields of an object, sorted. */
    static List<String> fields(JsonNode schema) {
        TreeSet<String> names = new TreeSet<>();
        schema.path(PROPERTIES).fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** Returns the schema of a field; missing if there is no such field. */
    static JsonNode field(JsonNode schema, String name) {
        return schema.path(PROPERTIES).path(name);
    }

    /** Returns the paths of the objects that have a field, such as {@code finetune}; empty for the request itself. */
    static List<String> parentsOf(String field) {
        List<String> parents = new ArrayList<>();
        visitObjects("", REQUEST, (path, object) -> {
            if (field(object, field).isObject()) {
                parents.add(path);
            }
        });
        return parents;
    }

    private static void visitObjects(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        JsonNode object = schema.path("items").has(PROPERTIES) ? schema.path("items") : schema;
        if (object.has(PROPERTIES)) {
            visitor.accept(path, object);
            fields(object)
                    .forEach(name ->
                            visitObjects(path.isEmpty() ? name : path + "." + name, field(object, name), visitor));
        }
    }

    /** Returns the allowed names, with those that this process registers; empty if any value is allowed. */
    static List<String> names(JsonNode schema) {
        List<String> listed = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        for (ExtensionPoint point : ExtensionPoint.values()) {
            if (point.contractNames().equals(listed)) {
                return point.names();
            }
        }
        return listed;
    }
}
