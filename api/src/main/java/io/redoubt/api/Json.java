package io.redoubt.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads and writes JSON with the mapper that all modules share, and produces canonical JSON for fingerprints. */
public final class Json {

    /** Maximum length of a document that is read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Number formatting must not depend on the Java version, because fingerprints hash the text.
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final StrictJsonText TEXT = new StrictJsonText(MAPPER.getFactory());

    private Json() {}

    /** Returns the mapper, for code that works on trees. It ignores unknown properties, so messages of newer versions are readable. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads a message.
     *
     * @throws UnreadableMessageException if it is not JSON, does not match the type or is longer than {@link #MAX_BYTES}
     */
    public static <T> T read(byte[] json, Class<T> type) {
        if (json.length > MAX_BYTES) {
            throw new UnreadableMessageException(
                    "not a readable " + type.getSimpleName() + ": has " + json.length + " bytes; the limit is "
                            + MAX_BYTES,
                    null);
        }
        try {
            T value = MAPPER.readValue(TEXT.of(json), type);
            if (value == null) {
                throw new UnreadableMessageException("the message is null; expected a " + type.getSimpleName(), null);
            }
            return value;
        } catch (IOException e) {
            throw UnreadableMessageException.of(type, e);
        }
    }

    /**
     * Reads a message whose text is shown on a terminal: as {@link #read}, with every name and string made safe by
     * {@link SanitizedText}.
     *
     * @throws UnreadableMessageException as {@link #read}
     */
    public static <T> T readSanitized(byte[] json, Class<T> type) {
        return read(canonical(sanitized(read(json, JsonNode.class))), type);
    }

    private static JsonNode sanitized(JsonNode node) {
        if (node.isTextual()) {
            return MAPPER.getNodeFactory().textNode(SanitizedText.line(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode elements = MAPPER.createArrayNode();
            node.forEach(element -> elements.add(sanitized(element)));
            return elements;
        }
        if (node.isObject()) {
            ObjectNode fields = MAPPER.createObjectNode();
            node.properties()
                    .forEach(field -> fields.set(SanitizedText.line(field.getKey()), sanitized(field.getValue())));
            return fields;
        }
        return node;
    }

    /**
     * Reads a message that workers of this version and of the next version may both receive.
     *
     * @throws NewerVersionException if it has the next schema version and cannot be read
     * @throws UnreadableMessageException if it has another schema version and cannot be read
     */
    public static <T> T readVersioned(byte[] json, Class<T> type) {
        try {
            return read(json, type);
        } catch (UnreadableMessageException e) {
            if (SchemaVersion.isNext(json)) {
                throw new NewerVersionException(e);
            }
            throw e;
        }
    }

    /**
     * Reads a document in which an unknown field could change the meaning of the others, such as the description of a
     * network.
     *
     * @throws UnreadableMessageException if it cannot be read, or has the next schema version and any unknown field
     */
    public static <T> T readStrict(byte[] json, Class<T> type) {
        T value = read(json, type);
        if (SchemaVersion.isNext(json) && !hasOnlyFieldsOf(json, value)) {
            throw new UnreadableMessageException(
                    type.getSimpleName() + " of schema " + SchemaVersion.NEWEST_READABLE
                            + " has fields that this version does not know; upgrade to a newer version",
                    null);
        }
        return value;
    }

    private static boolean hasOnlyFieldsOf(byte[] json, Object value) {
        try {
            return MAPPER.readTree(json).equals(MAPPER.readTree(canonical(value)));
        } catch (IOException e) {
            throw new UncheckedIOException("a message that was read cannot be parsed again", e);
        }
    }

    /** Returns compact JSON with sorted keys, in UTF-8. Equal values give equal bytes. */
    public static byte[] canonical(Object value) {
        try {
            // Converted to plain maps first, because Jackson does not sort the keys of a JsonNode.
            Object plain = MAPPER.treeToValue(MAPPER.valueToTree(value), Object.class);
            return MAPPER.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** Returns {@link #canonical} as text. */
    public static String write(Object value) {
        return new String(canonical(value), StandardCharsets.UTF_8);
    }

    /** Returns indented JSON, for files that people read. */
    public static byte[] pretty(Object value) {
        try {
            JsonNode tree = MAPPER.valueToTree(value);
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** Returns the SHA-256 of the bytes, in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
