package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON on the wire is the public API: recorded messages remain valid and readable when classes change. */
class GoldenFilesTest {

    private static final Path REQUEST = ContractFiles.GOLDEN.resolve("experiment-request.json");

    static List<Path> goldenFiles() {
        return MessageType.goldenFiles();
    }

    @Test
    void everyMessageHasAGoldenFile() {
        assertThat(goldenFiles().stream().map(MessageType::of).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(MessageType.class));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void isValid(Path golden) {
        assertThat(ContractFiles.problems(MessageType.of(golden).schema, ContractFiles.json(golden)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void jsonRoundTripPreservesTheMessage(Path golden) throws Exception {
        Object message = Json.read(ContractFiles.bytes(golden), MessageType.of(golden).type);

        assertThat(Json.mapper().readTree(Json.canonical(message))).isEqualTo(ContractFiles.json(golden));
        assertThat(Json.mapper().readTree(Json.pretty(message))).isEqualTo(ContractFiles.json(golden));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void ignoresUnknownFields(Path golden) {
        ObjectNode newer = (ObjectNode) ContractFiles.json(golden);
        newer.putObject("fieldOfANewerVersion").put("any", "thing");

        assertThat(ContractFiles.problems(MessageType.of(golden).schema, newer)).isEmpty();
        assertThat(Json.read(Json.canonical(newer), MessageType.of(golden).type))
                .isEqualTo(Json.read(ContractFiles.bytes(golden), MessageType.of(golden).type));
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void rejectsUnsupportedSchemaVersions(MessageType message) {
        ObjectNode newer = (ObjectNode) ContractFiles.json(goldenFiles().stream()
                .filter(file -> MessageType.of(file) == message)
                .findFirst()
                .orElseThrow());
        newer.put("schema", 3);

        assertThat(ContractFiles.problems(message.schema, newer)).isNotEmpty();
        assertThatThrownBy(() -> Json.read(Json.canonical(newer), message.type)).hasMessageContaining("schema: 3");
    }

    @Test
    void requestIsValidAndCompletesToTheGoldenFile() throws Exception {
        JsonNode complete = ContractFiles.json(ContractFiles.GOLDEN.resolve("complete-request.json"));

        assertThat(ContractFiles.problems("experiment-request", ContractFiles.json(REQUEST)))
                .isEmpty();
        assertThat(Json.mapper().readTree(Json.canonical(read(ContractFiles.json(REQUEST)))))
                .isEqualTo(complete);
    }

    /** Ids are part of store keys. A change makes every experiment run again under another id. */
    @Test
    void requestIdIsStable() {
        assertThat(read(ContractFiles.json(REQUEST)).id()).isEqualTo("golden-cb1150c34a");
    }

    @Test
    void rejectsUnknownFieldsInRequests() {
        for (String pointer : List.of(
                "",
                "/model",
                "/threat",
                "/pretrain/0",
                "/finetune/1",
                "/evaluate",
                "/defaults",
                "/defaults/pretrain",
                "/defaults/finetune",
                "/defaults/finetune/attack",
                "/defaults/finetune/decay",
                "/defaults/finetune/averaging",
                "/finetune/2/attack")) {
            JsonNode request = ContractFiles.json(REQUEST);
            ((ObjectNode) request.at(pointer)).put("unknown", 1);

            assertThat(ContractFiles.problems("experiment-request", request))
                    .as(pointer)
                    .isNotEmpty();
            assertThatThrownBy(() -> read(request))
                    .as(pointer)
                    .isInstanceOf(InvalidFieldException.class)
                    .extracting(e -> ((InvalidFieldException) e).field())
                    .asString()
                    .endsWith("unknown");
        }
    }

    private static ExperimentRequest read(JsonNode request) {
        return RequestReader.read(Json.canonical(request));
    }
}
