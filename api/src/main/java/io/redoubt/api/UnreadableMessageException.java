package io.redoubt.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Thrown for a record that is not a message of the expected type. Retrying does not help (poison). */
public final class UnreadableMessageException extends RuntimeException {

    /** @param problem the problem, without the content of the record; sanitized by {@link SanitizedText} */
    public UnreadableMessageException(String problem, Throwable cause) {
        super(SanitizedText.of(problem), cause);
    }

    static UnreadableMessageException of(Class<?> type, IOException e) {
        return new UnreadableMessageException("not a readable " + type.getSimpleName() + ": " + describe(e), e);
    }

    /** Returns the problem and its location in one line, without quoting the source text or the parser. */
    public static String describe(IOException e) {
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return path.isEmpty() ? problem(e) : path + ": " + problem(e);
    }

    private static String problem(IOException e) {
        if (e.getCause() instanceof IllegalArgumentException invalid && invalid.getMessage() != null) {
            return invalid.getMessage();
        }
        if (e instanceof MismatchedInputException mismatched) {
            return "is missing or is not " + kind(mismatched.getTargetType());
        }
        if (e instanceof StreamConstraintsException) {
            return "a value, a name or the nesting is too long";
        }
        if (e instanceof StreamReadException syntax) {
            JsonLocation at = syntax.getLocation();
            return (syntax.getOriginalMessage().startsWith("Duplicate field")
                            ? "a field is written twice"
                            : "no valid JSON")
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
        if (e instanceof JsonProcessingException) {
            return "has an invalid value";
        }
        return e instanceof CharConversionException ? "no valid UTF-8" : String.valueOf(e.getMessage());
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "of the right type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> Json.mapper().valueToTree(value).asText())
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class || type == OptionalDouble.class) {
            return "a number";
        }
        return type == String.class ? "text" : Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** Returns the path of the field at which parsing failed, such as {@code pretrain[0].epochs}; empty for the root. */
    public static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
