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
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one JSON mapper, and canonical JSON for fingerprints. */
public final class Json {

    private static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The text of a number, and with it every fingerprint, must not depend on the Java version.
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

    /** The mapper, for code that needs trees. Unknown properties are ignored: messages of newer versions stay readable. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Reads a message. @throws UnreadableMessageException if it is not JSON or does not have the type's form */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(TEXT.of(json), type);
            if (value == null) {
                throw new UnreadableMessageException("the message is null, not a " + type.getSimpleName(), null);
            }
            return value;
        } catch (IOException e) {
            throw UnreadableMessageException.of(type, e);
        }
    }

    /**
     * Reads a message that workers of this version and of the next may both meet.
     *
     * @throws NewerVersionException if it is of the next version and not understood here
     * @throws UnreadableMessageException if it cannot be read otherwise
     */
    public static <T> T readAhead(byte[] json, Class<T> type) {
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
     * Reads what must be understood as a whole, such as the description of a network: in the next version's form, what is not
     * known here could change the meaning of the rest.
     *
     * @throws UnreadableMessageException if it cannot be read, or is of the next version and says anything that is not known here
     */
    public static <T> T readWhole(byte[] json, Class<T> type) {
        T value = read(json, type);
        if (SchemaVersion.isNext(json) && !says(json, value)) {
            throw new UnreadableMessageException(
                    "a " + type.getSimpleName() + " of schema " + SchemaVersion.NEWEST_READ
                            + " with fields that are not known here; use a newer version",
                    null);
        }
        return value;
    }

    private static boolean says(byte[] json, Object value) {
        try {
            return MAPPER.readTree(json).equals(MAPPER.readTree(canonical(value)));
        } catch (IOException e) {
            throw new UncheckedIOException("what was read once cannot be read again", e);
        }
    }

    /** Compact JSON with sorted keys, in UTF-8: the same value always gives the same bytes. */
    public static byte[] canonical(Object value) {
        try {
            // By way of plain maps, since the keys of a JsonNode are not sorted when written.
            Object plain = MAPPER.treeToValue(MAPPER.valueToTree(value), Object.class);
            return MAPPER.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** Compact JSON as text, for topics and the store. */
    public static String write(Object value) {
        return new String(canonical(value), StandardCharsets.UTF_8);
    }

    /** Indented JSON, for files that people open. */
    public static byte[] pretty(Object value) {
        try {
            JsonNode tree = MAPPER.valueToTree(value);
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
