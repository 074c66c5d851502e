package io.redoubt.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Something that a request selects by name and that contributors can extend. The known names are those that the JSON
 * Schemas list, then those that the {@linkplain ExtensionNames learning engine} of this process registers.
 */
public enum ExtensionPoint {
    /** A self-supervised pretext task. */
    PRETEXT_TASK("a pretext task", "/$defs/task/enum"),
    /** The loss of adversarial fine-tuning. */
    TRAINING_LOSS("a training loss", "/$defs/objective/properties/loss/enum"),
    /** The norm of a perturbation set. */
    NORM("a norm", "/$defs/norm/enum"),
    /** The architecture of a network. */
    ARCHITECTURE("an architecture", "/$defs/model/properties/architecture/enum");

    private final String kind;
    private final String schemaPointer;

    ExtensionPoint(String kind, String schemaPointer) {
        this.kind = kind;
        this.schemaPointer = schemaPointer;
    }

    /** Where {@code schema/training.json} lists the names, as a JSON pointer. */
    public String schemaPointer() {
        return schemaPointer;
    }

    /** The names that the JSON Schemas list, in their order. */
    public List<String> contractNames() {
        return StreamSupport.stream(Schema.TRAINING.at(schemaPointer).spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** All known names: those of the JSON Schemas, then the others that this process registers. */
    public List<String> names() {
        return Stream.concat(
                        contractNames().stream(),
                        registered().flatMap(names -> names.names().getOrDefault(this, List.of()).stream()))
                .distinct()
                .toList();
    }

    /**
     * Returns {@code name} if it is known.
     *
     * @throws InvalidFieldException when it is not; the message lists the known names
     */
    public String require(String field, String name) {
        // The contract first, because loading services is slow.
        if (!contractNames().contains(name) && !names().contains(name)) {
            throw new InvalidFieldException(
                    field, Ids.quote(name) + " is not " + kind + "; known are " + String.join(", ", names()));
        }
        return name;
    }

    /** The registrations on the class path. */
    public static Stream<ExtensionNames> registered() {
        return ServiceLoader.load(ExtensionNames.class, ExtensionPoint.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    private static final class Schema {
        private static final JsonNode TRAINING = read();

        private static JsonNode read() {
            try (InputStream in = ExtensionPoint.class.getResourceAsStream("/schema/training.json")) {
                return Json.mapper().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException("schema/training.json", e);
            }
        }
    }
}
