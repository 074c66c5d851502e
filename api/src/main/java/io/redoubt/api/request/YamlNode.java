package io.redoubt.api.request;

import java.util.List;
import java.util.Map;

/** A value of a request as it is written in YAML or JSON. Other readers convert scalars: 010 to 8, 1.50 to 1.5, yes to true. */
sealed interface YamlNode {

    /** The line of the name of the field or of the list item, from 1. */
    int line();

    /**
     * One value.
     *
     * @param text without quotes
     * @param plain whether it is written without quotes
     */
    record Scalar(int line, String text, boolean plain) implements YamlNode {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** An object: its fields by name, in their order. */
    record Mapping(int line, Map<String, YamlNode> fields) implements YamlNode {}

    /**
     * Returns the line of a field, or of the nearest field around it that is written.
     *
     * @param path such as {@code pretrain[0].epochs}
     */
    default int lineOf(String path) {
        YamlNode value = this;
        for (String step : path.split("[.\\[\\]]+")) {
            YamlNode next = value.child(step);
            if (next == null) {
                break;
            }
            value = next;
        }
        return value.line();
    }

    private YamlNode child(String step) {
        if (this instanceof Mapping mapping) {
            return mapping.fields().get(step);
        }
        boolean index = this instanceof Sequence && step.matches("\\d{1,9}");
        List<YamlNode> items = index ? ((Sequence) this).items() : List.of();
        return index && Integer.parseInt(step) < items.size() ? items.get(Integer.parseInt(step)) : null;
    }
}
