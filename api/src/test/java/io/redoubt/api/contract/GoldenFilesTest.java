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

/** The JSON on the wire is the public API: messages that were once valid stay so, whatever becomes of the classes. */
class GoldenFilesTest {

    private static final Path REQUEST = Contract.GOLDEN.resolve("experiment-request.json");

    static List<Path> goldenFiles() {
        return Message.goldenFiles();
    }

    @Test
    void everyMessageHasAnExample() {
        assertThat(goldenFiles().stream().map(Message::of).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Message.class));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void isValid(Path golden) {
        assertThat(Contract.problems(Message.of(golden).schema, Contract.json(golden)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void isReadAndWrittenBackUnchanged(Path golden) throws Exception {
        Object message = Json.read(Contract.bytes(golden), Message.of(golden).type);

        assertThat(Json.mapper().readTree(Json.canonical(message))).isEqualTo(Contract.json(golden));
        assertThat(Json.mapper().readTree(Json.pretty(message))).isEqualTo(Contract.json(golden));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void aNewerVersionsFieldIsIgnored(Path golden) {
        ObjectNode newer = (ObjectNode) Contract.json(golden);
        newer.putObject("fieldOfANewerVersion").put("any", "thing");

        assertThat(Contract.problems(Message.of(golden).schema, newer)).isEmpty();
        assertThat(Json.read(Json.canonical(newer), Message.of(golden).type))
                .isEqualTo(Json.read(Contract.bytes(golden), Message.of(golden).type));
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void aFormBeyondTheNextIsRefused(Message message) {
        ObjectNode newer = (ObjectNode) Contract.json(goldenFiles().stream()
                .filter(file -> Message.of(file) == message)
                .findFirst()
                .orElseThrow());
        newer.put("schema", 3);

        assertThat(Contract.problems(message.schema, newer)).isNotEmpty();
        assertThatThrownBy(() -> Json.read(Json.canonical(newer), message.type)).hasMessageContaining("schema: 3");
    }

    @Test
    void theRequestIsValidAndCompletesToTheGoldenOne() throws Exception {
        JsonNode complete = Contract.json(Contract.GOLDEN.resolve("complete-request.json"));

        assertThat(Contract.problems("experiment-request", Contract.json(REQUEST)))
                .isEmpty();
        assertThat(Json.mapper().readTree(Json.canonical(read(Contract.json(REQUEST)))))
                .isEqualTo(complete);
    }

    /** Ids name results in the store: if this fails, every experiment would run again under another id. */
    @Test
    void theRequestKeepsItsId() {
        assertThat(read(Contract.json(REQUEST)).id()).isEqualTo("golden-cb1150c34a");
    }

    @Test
    void aRequestMayNotHaveUnknownFields() {
        for (String place : List.of(
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
            JsonNode request = Contract.json(REQUEST);
            ((ObjectNode) request.at(place)).put("unknown", 1);

            assertThat(Contract.problems("experiment-request", request))
                    .as(place)
                    .isNotEmpty();
            assertThatThrownBy(() -> read(request))
                    .as(place)
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
