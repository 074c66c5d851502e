package io.redoubt.api.request;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.attack.Radius;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a request: parses YAML or JSON, completes it from its {@code defaults} and its preset, and validates it. Errors
 * name the field by its path in the user's file.
 */
public final class RequestReader {

    /** Maximum size of a request, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader STRICT = Json.mapper()
            .readerFor(ExperimentRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** Schema of a request without the field. It never changes, because it is part of the experiment id. */
    private static final int DEFAULT_SCHEMA = 1;

    private RequestReader() {}

    /**
     * Reads a request in YAML or JSON.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     * @throws InvalidFieldException if a field is missing, unknown or invalid
     */
    public static ExperimentRequest read(byte[] text) {
        ObjectNode request = parse(text);
        Presets.complete(request);
        try {
            return STRICT.readValue((JsonNode) request);
        } catch (UnrecognizedPropertyException e) {
            Set<String> known = new TreeSet<>();
            e.getKnownPropertyIds().forEach(id -> known.add(String.valueOf(id)));
            throw new InvalidFieldException(
                    userPath(e, ""), "is not a field here; known are " + String.join(", ", known));
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof InvalidFieldException invalid ? withUserPath(e, invalid) : wrongType(e);
        } catch (IOException e) {
            throw new UnreadableMessageException(
                    "not a readable request: " + UnreadableMessageException.describe(e), e);
        }
    }

    /**
     * Returns the text of a request, as JSON, with another seed.
     *
     * @throws UnreadableMessageException if the text is neither YAML nor JSON
     */
    public static byte[] withSeed(byte[] text, long seed) {
        return Json.pretty(parse(text).put("seed", seed));
    }

    private static ObjectNode parse(byte[] text) {
        if (text.length > MAX_BYTES) {
            throw new UnreadableMessageException(
                    "the request has " + text.length + " bytes; at most " + MAX_BYTES + " are read", null);
        }
        JsonNode tree;
        try {
            requirePlainYaml(text);
            tree = YAML.readTree(text);
        } catch (StreamReadException e) {
            String field = e.getProcessor() == null ? "" : path(e.getProcessor().getParsingContext());
            if (!field.isEmpty() && e.getOriginalMessage().contains("numeric value")) {
                throw new InvalidFieldException(field, "is not a valid number");
            }
            String location =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new UnreadableMessageException(
                    "the request is neither YAML nor JSON: " + UnreadableMessageException.describe(e) + location, e);
        } catch (MismatchedInputException e) {
            throw new UnreadableMessageException("there is content after the request; write one request per file", e);
        } catch (IOException e) {
            throw new UnreadableMessageException("the request is neither YAML nor JSON", e);
        }
        if (!(tree instanceof ObjectNode request)) {
            throw new UnreadableMessageException(
                    "the request is not an object; use fields such as name and finetune", null);
        }
        JsonNode schema = request.path("schema");
        if (schema.isMissingNode()) {
            request.put("schema", DEFAULT_SCHEMA);
        }
        return request;
    }

    /**
     * Rejects YAML that Jackson would misread: it takes an alias for a string, and ignores tags. Also rejects unpaired
     * surrogates, which cannot be encoded.
     */
    private static void requirePlainYaml(byte[] text) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias() || parser.getTypeId() != null) {
                    throw new JsonParseException(
                            parser, "YAML aliases and tags are not supported; write out the value");
                }
                if (token.isScalarValue() && !isEncodable(parser.getText()) || !isEncodable(parser.currentName())) {
                    throw new JsonParseException(parser, "a name or string contains an unpaired surrogate");
                }
            }
        }
    }

    private static boolean isEncodable(String text) {
        return text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String path(JsonStreamContext context) {
        return context.pathAsPointer()
                .toString()
                .replaceFirst("^/", "")
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.');
    }

    private static InvalidFieldException withUserPath(JsonMappingException e, InvalidFieldException invalid) {
        String problem = invalid.getMessage().substring(invalid.field().length() + 2);
        // A radius does not know its field name.
        String field = invalid.field().equals(Radius.FIELD) ? "" : invalid.field();
        return new InvalidFieldException(userPath(e, field), problem);
    }

    private static InvalidFieldException wrongType(JsonMappingException e) {
        String firstLine = e.getOriginalMessage().lines().findFirst().orElse("");
        String problem =
                firstLine.replaceAll("`?(?:[a-z0-9]+\\.)+([A-Z]\\w*)`?", "$1").replaceAll(" \\(.*\\)$", "");
        return new InvalidFieldException(userPath(e, ""), "has the wrong type: " + Ids.quote(problem));
    }

    /** Returns the path in the user's file, where the fields of recipes and objectives are written directly in the entry. */
    private static String userPath(JsonMappingException e, String field) {
        String path = UnreadableMessageException.path(e).replaceAll("\\.(recipe|objective)(?=\\.|$)", "");
        boolean endsWithField = path.replaceAll("\\[\\d+]$", "").endsWith(field);
        if (endsWithField && !path.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? field : path + "." + field;
    }
}
