package io.redoubt.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/** Thrown for a record that is not a message of the expected type. Retrying does not help (poison). */
public final class UnreadableMessageException extends RuntimeException {

    /** @param problem the problem, without the content of the record; sanitized by {@link SanitizedText} */
    public UnreadableMessageException(String problem, Throwable cause) {
        super(SanitizedText.of(problem), cause);
    }

    static UnreadableMessageException of(Class<?> type, IOException e) {
        return new UnreadableMessageException("not a readable " + type.getSimpleName() + ": " + describe(e), e);
    }

    /** Returns the problem and its location in one line, without quoting the source text. */
    public static String describe(IOException e) {
        Throwable root = e.getCause() instanceof InvalidFieldException ? e.getCause() : e;
        String problem = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        String line = String.valueOf(problem).lines().findFirst().orElse("");
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return path.isEmpty() ? line : path + ": " + line;
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
