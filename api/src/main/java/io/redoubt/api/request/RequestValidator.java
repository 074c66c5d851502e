package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.NearestName;
import io.redoubt.api.Plural;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.request.YamlNode.Mapping;
import io.redoubt.api.request.YamlNode.Scalar;
import io.redoubt.api.request.YamlNode.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Checks the fields of a request and their types, ranges and names against the schema, and converts the values that pass.
 * The records check the rest.
 */
final class RequestValidator {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final RequestProblems problems;

    RequestValidator(RequestProblems problems) {
        this.problems = problems;
    }

    /** Returns the fields of the request that have no problem, as JSON of the types in the schema. */
    ObjectNode validate(Mapping request) {
        return object("", request, RequestSchema.REQUEST);
    }

    private JsonNode value(String path, YamlNode written, JsonNode schema) {
        if (written instanceof Scalar scalar && scalar.plain() && NULLS.contains(scalar.text())) {
            return problem(path, "is empty; write a value, or leave the field out");
        }
        JsonNode type = alternative(written, schema);
        if (type.has("properties")) {
            return written instanceof Mapping mapping
                    ? object(path, mapping, type)
                    : problem(
                            path, "is not an object; its fields are " + String.join(", ", RequestSchema.fields(type)));
        }
        if (type.has("items")) {
            return written instanceof Sequence sequence
                    ? list(path, sequence, type)
                    : problem(path, "is not a list; " + asList(written, type));
        }
        if (written instanceof Scalar scalar) {
            Optional<String> problem = ScalarConversion.problem(scalar, type);
            return problem.isPresent() ? problem(path, problem.get()) : ScalarConversion.value(scalar, type);
        }
        String kind = written instanceof Sequence ? "a list" : "an object";
        return problem(path, "is " + kind + "; " + ScalarConversion.expected(type));
    }

    private static String asList(YamlNode written, JsonNode type) {
        if (!(written instanceof Scalar scalar)) {
            return "begin each of its entries with -";
        }
        boolean several = type.path("minItems").asInt() > 1;
        return several
                ? "write two or more entries, as in [[a, b]]"
                : "write it as [" + SanitizedText.of(scalar.text(), 80) + "]";
    }

    /** Selects among alternatives, which differ in their JSON types. */
    private static JsonNode alternative(YamlNode written, JsonNode schema) {
        List<JsonNode> alternatives =
                StreamSupport.stream(schema.path("anyOf").spliterator(), false).toList();
        return alternatives.stream()
                .filter(type -> type.has("items") ? written instanceof Sequence : isOf(type, written))
                .findFirst()
                .orElse(alternatives.isEmpty() ? schema : alternatives.get(alternatives.size() - 1));
    }

    private static boolean isOf(JsonNode type, YamlNode written) {
        return written instanceof Scalar scalar
                && (!ScalarConversion.isNumeric(type) || ScalarConversion.looksNumeric(scalar));
    }

    private ObjectNode object(String path, Mapping written, JsonNode schema) {
        ObjectNode object = Json.mapper().createObjectNode();
        Set<String> meant = new HashSet<>();
        written.fields().forEach((name, value) -> {
            String field = path.isEmpty() ? name : path + "." + name;
            JsonNode type = RequestSchema.field(schema, name);
            if (type.isObject()) {
                JsonNode converted = value(field, value, type);
                if (!converted.isMissingNode()) {
                    object.set(name, converted);
                }
            } else {
                unknown(field, name, schema).ifPresent(meant::add);
            }
        });
        for (JsonNode required : schema.path("required")) {
            String name = required.textValue();
            if (!written.fields().containsKey(name) && !meant.contains(name)) {
                problems.add(path.isEmpty() ? name : path + "." + name, "is missing; " + needs(path, schema));
            }
        }
        return object;
    }

    private static String needs(String path, JsonNode schema) {
        String required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.joining(" and "));
        return (path.isEmpty() ? "every request" : "every entry") + " needs " + required;
    }

    /** Adds a problem, and returns the field that the user may mean. */
    private Optional<String> unknown(String field, String name, JsonNode schema) {
        List<String> known = RequestSchema.fields(schema);
        int colon = name.indexOf(':');
        if (colon > 0) {
            problems.add(field, "needs a space after the colon, as in " + name.substring(0, colon) + ": 2");
            return Optional.of(name.substring(0, colon));
        }
        Optional<String> nearest = NearestName.of(name, known);
        List<String> parents = RequestSchema.parentsOf(name);
        boolean digits = name.chars().allMatch(Character::isDigit);
        String hint = nearest.isPresent()
                ? "; did you mean " + nearest.get() + "?"
                : digits
                        ? "; write numbers with a decimal point, as in 0.1."
                        : parents.isEmpty() ? "." : "; it is a field of " + elsewhere(parents) + ".";
        problems.add(field, "is not a field here" + hint + " The fields here are " + String.join(", ", known));
        return nearest;
    }

    private static String elsewhere(List<String> parents) {
        return parents.stream()
                .map(parent -> parent.isEmpty() ? "the request itself" : parent)
                .collect(Collectors.joining(", "));
    }

    private JsonNode list(String path, Sequence written, JsonNode schema) {
        int count = written.items().size();
        if (count < schema.path("minItems").asInt(0)) {
            return problem(path, count == 0 ? "is empty; write at least one entry" : tooFew(count, schema));
        }
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (count > most) {
            return problem(path, "has " + count + " entries; use at most " + most);
        }
        ArrayNode list = Json.mapper().createArrayNode();
        IntStream.range(0, count)
                .mapToObj(i -> value(path + "[" + i + "]", written.items().get(i), schema.path("items")))
                .filter(item -> !item.isMissingNode())
                .forEach(list::add);
        return list;
    }

    private static String tooFew(int count, JsonNode schema) {
        return "has " + Plural.of(count, "entry", "entries") + "; use "
                + schema.path("minItems").asInt() + " or more";
    }

    private JsonNode problem(String path, String problem) {
        problems.add(path, problem);
        return MissingNode.getInstance();
    }
}
