package io.redoubt.api.request;

import java.util.List;
import java.util.Map;

/** A value of a request as it is written. A YAML reader would change scalars: 010 to 8, 1.50 to 1.5 and yes to true. */
sealed interface WrittenValue {

    /** The line of the name of the field or of the list item, from 1. */
    int line();

    /**
     * One value.
     *
     * @param text without quotes
     * @param plain whether it is written without quotes
     */
    record Scalar(int line, String text, boolean plain) implements WrittenValue {}

    /** A list. */
    record Sequence(int line, List<WrittenValue> items) implements WrittenValue {}

    /** Fields by name, in their order. */
    record Mapping(int line, Map<String, WrittenValue> fields) implements WrittenValue {}

    /**
     * Returns the line of a field, or of the nearest field around it that is written.
     *
     * @param path such as {@code pretrain[0].epochs}
     */
    default int lineOf(String path) {
        WrittenValue value = this;
        for (String step : path.split("[.\\[\\]]+")) {
            WrittenValue next = value.child(step);
            if (next == null) {
                break;
            }
            value = next;
        }
        return value.line();
    }

    private WrittenValue child(String step) {
        if (this instanceof Mapping mapping) {
            return mapping.fields().get(step);
        }
        boolean index = this instanceof Sequence && step.matches("\\d{1,9}");
        List<WrittenValue> items = index ? ((Sequence) this).items() : List.of();
        return index && Integer.parseInt(step) < items.size() ? items.get(Integer.parseInt(step)) : null;
    }
}
