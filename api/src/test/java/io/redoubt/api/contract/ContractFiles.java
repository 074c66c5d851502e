package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.redoubt.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the files of the contract: schemas, golden messages, documents and deployment files. */
final class ContractFiles {

    static final Path SCHEMAS = Path.of("src/main/resources/schema");
    static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
    static final Path ROOT = Path.of("..");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private ContractFiles() {}

    static JsonNode json(Path file) {
        try {
            return Json.mapper().readTree(bytes(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is not JSON", e);
        }
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(bytes(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is not YAML", e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not YAML: " + text, e);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(Path file) {
        try {
            return YAML.readerFor(JsonNode.class)
                    .<JsonNode>readValues(bytes(file))
                    .readAll();
        } catch (IOException e) {
            throw new AssertionError(file + " is not YAML", e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + folder, e);
        }
    }

    static JsonNode schema(String name) {
        return json(SCHEMAS.resolve(name + ".json"));
    }

    /** Validates a message against a schema, and returns the violations. */
    static Set<ValidationMessage> problems(String schema, JsonNode message) {
        JsonSchema compiled =
                FACTORY.getSchema(SchemaLocation.of("classpath:schema/" + schema + ".json"), WITH_FORMATS);
        return compiled.validate(message);
    }
}
