package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.YamlNode.Mapping;
import io.redoubt.api.request.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sets a field of a request that is not validated yet.
 *
 * @param path such as {@code finetune[0].epochs}
 * @param value in YAML, such as {@code 10} or {@code [fgsm, pgd-20]}
 */
record RequestEdit(String path, String value) {

    private static final String VALUE = "value";

    /** Steps are names of fields or, in brackets, positions in lists, from 0. */
    private static final Pattern PATH = Pattern.compile("[^.\\[\\]]+(\\[\\d{1,4}])*(\\.[^.\\[\\]]+(\\[\\d{1,4}])*)*");

    /**
     * Returns the request with the field.
     *
     * @throws InvalidFieldException naming the path, if it is none, leads through a value that has no fields, or its value
     *     is not YAML
     */
    Mapping applyTo(Mapping request) {
        if (!PATH.matcher(path).matches()) {
            throw new InvalidFieldException(path, "is not the path of a field; use one such as finetune[0].epochs");
        }
        List<String> steps = List.of(path.replace("[", ".[").split("\\."));
        return (Mapping) set(request, steps, 0, parsed());
    }

    private YamlNode parsed() {
        try {
            Mapping parsed = RequestParser.parse((VALUE + ": " + value).getBytes(StandardCharsets.UTF_8));
            if (parsed.fields().size() == 1) {
                return parsed.fields().get(VALUE);
            }
        } catch (UnreadableMessageException e) {
            throw invalidValue();
        }
        throw invalidValue();
    }

    private InvalidFieldException invalidValue() {
        return new InvalidFieldException(
                path,
                "'" + SanitizedText.of(value, 80) + "' is not a value in YAML; write a list as [a, b] and an object as"
                        + " {a: 1, b: 2}");
    }

    private YamlNode set(YamlNode node, List<String> steps, int next, YamlNode content) {
        if (next == steps.size()) {
            return content;
        }
        String step = steps.get(next);
        if (step.startsWith("[")) {
            return setItem(node, Integer.parseInt(step.substring(1, step.length() - 1)), steps, next, content);
        }
        if (!(node instanceof Mapping mapping)) {
            throw new InvalidFieldException(
                    path, parent(steps, next) + " is not an object, so it has no field " + step);
        }
        Map<String, YamlNode> fields = new LinkedHashMap<>(mapping.fields());
        YamlNode old = fields.getOrDefault(step, absent(mapping.line(), steps, next + 1));
        fields.put(step, set(old, steps, next + 1, content));
        return new Mapping(mapping.line(), fields);
    }

    /** An item after the last one is added. */
    private YamlNode setItem(YamlNode node, int index, List<String> steps, int next, YamlNode content) {
        if (!(node instanceof Sequence list) || index > list.items().size()) {
            throw new InvalidFieldException(
                    path,
                    node instanceof Sequence list
                            ? parent(steps, next) + " has " + list.items().size() + " entries; count from 0, and use ["
                                    + list.items().size() + "] to add one"
                            : parent(steps, next) + " is not a list; leave out [" + index + "]");
        }
        List<YamlNode> items = new ArrayList<>(list.items());
        YamlNode old = index < items.size() ? items.remove(index) : absent(list.line(), steps, next + 1);
        items.add(index, set(old, steps, next + 1, content));
        return new Sequence(list.line(), items);
    }

    /** What a field that is not written contains before the steps that follow. */
    private static YamlNode absent(int line, List<String> steps, int next) {
        return next < steps.size() && steps.get(next).startsWith("[")
                ? new Sequence(line, List.of())
                : new Mapping(line, Map.of());
    }

    private static String parent(List<String> steps, int next) {
        return String.join(".", steps.subList(0, next)).replace(".[", "[");
    }
}
