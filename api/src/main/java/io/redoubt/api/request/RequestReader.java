package io.redoubt.api.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.YamlNode.Mapping;
import io.redoubt.api.request.YamlNode.Scalar;
import java.util.List;
import java.util.Map;

/**
 * Reads a request: parses YAML or JSON, validates it, and completes it from its {@code defaults} and its preset. Errors
 * name fields by their paths in the user's file.
 */
public final class RequestReader {

    /** Maximum size of a request, in bytes. */
    public static final int MAX_BYTES = RequestParser.MAX_BYTES;

    /** Schema of a request without the field. It never changes, because it is part of the experiment id. */
    private static final int DEFAULT_SCHEMA = 1;

    private RequestReader() {}

    /**
     * Reads a request in YAML or JSON.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidRequestException if fields are missing, unknown or invalid
     */
    public static ExperimentRequest read(byte[] text) {
        Mapping written = RequestParser.parse(text);
        RequestProblems problems = new RequestProblems(written);
        return new RequestBinder(completed(written, problems), problems).bind();
    }

    private static ObjectNode completed(Mapping written, RequestProblems problems) {
        return completed(new RequestValidator(problems).validate(written), problems);
    }

    private static ObjectNode completed(ObjectNode request, RequestProblems problems) {
        if (!request.has("schema")) {
            request.put("schema", DEFAULT_SCHEMA);
        }
        try {
            Presets.complete(request);
        } catch (InvalidFieldException e) {
            problems.add(e.field(), e.problem());
            problems.throwIfAny();
        }
        return request;
    }

    /**
     * Returns a request with all fields that its {@code defaults} and its preset fill in, as JSON. It has the same id.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidRequestException if fields are missing, unknown or invalid
     */
    public static byte[] complete(byte[] text) {
        Mapping written = RequestParser.parse(text);
        RequestProblems problems = new RequestProblems(written);
        ObjectNode completed = completed(written, problems);
        new RequestBinder(completed, problems).bind();
        return Json.pretty(completed);
    }

    /**
     * Returns the text of a request, as JSON, with another seed.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidRequestException if fields are missing, unknown or invalid
     */
    public static byte[] withSeed(byte[] text, long seed) {
        Mapping written = RequestParser.parse(text);
        RequestProblems problems = new RequestProblems(written);
        ObjectNode request = new RequestValidator(problems).validate(written);
        problems.throwIfAny();
        return Json.pretty(request.put("seed", seed));
    }

    /**
     * Returns the text of a request, as JSON, with other values of some fields.
     *
     * @param changes values in YAML by the path of the field, such as {@code finetune[0].epochs}; the position after the last
     *     entry of a list adds an entry
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidFieldException if a path or a value cannot be used
     * @throws InvalidRequestException if fields of the changed request are missing, unknown or invalid
     */
    public static byte[] withFields(byte[] text, Map<String, String> changes) {
        Mapping written = RequestParser.parse(text);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            written = new RequestEdit(change.getKey(), change.getValue()).applyTo(written);
        }
        RequestProblems problems = new RequestProblems(written);
        ObjectNode request = new RequestValidator(problems).validate(written);
        ObjectNode changed = request.deepCopy();
        new RequestBinder(completed(request, problems), problems).bind();
        return Json.pretty(changed);
    }

    /**
     * Returns the entries of a valid request that are unused or have no effect.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidRequestException if fields are missing, unknown or invalid
     */
    public static List<RequestProblem> warnings(byte[] text) {
        Mapping written = RequestParser.parse(text);
        return RequestWarnings.of(written, read(text));
    }

    /**
     * Returns a problem that is found after a request has been read, such as one with its data set, with its line.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     */
    public static RequestProblem problem(byte[] text, InvalidFieldException invalid) {
        RequestProblems problems = new RequestProblems(RequestParser.parse(text));
        return problems.located(invalid.field(), invalid.problem());
    }

    /** Returns the name in a request that may be invalid otherwise, or {@code otherwise}. */
    public static String nameOr(byte[] text, String otherwise) {
        try {
            return RequestParser.parse(text).fields().get("name") instanceof Scalar name
                    ? Ids.require("name", name.text())
                    : otherwise;
        } catch (UnreadableMessageException | InvalidFieldException e) {
            return otherwise;
        }
    }
}
