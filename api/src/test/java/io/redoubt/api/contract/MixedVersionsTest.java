package io.redoubt.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.NewerVersionException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Job;
import io.redoubt.api.request.RequestReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * During a rolling upgrade this version receives messages of the previous and of the next version. Golden files of all
 * versions are kept; those of the next version already exist.
 */
class MixedVersionsTest {

    private static final Path GOLDEN = ContractFiles.GOLDEN.resolveSibling("v" + SchemaVersion.NEWEST_READABLE);
    private static final Path UNSUPPORTED = GOLDEN.resolve("not-understood");

    static List<Path> nextVersion() {
        return ContractFiles.files(GOLDEN, ".json");
    }

    static List<Path> unsupported() {
        return ContractFiles.files(UNSUPPORTED, ".json");
    }

    /** Golden files of this version and of the previous one, if there is one. */
    static Stream<Path> currentAndPreviousVersion() {
        return IntStream.rangeClosed(Math.max(1, SchemaVersion.VERSION - 1), SchemaVersion.VERSION)
                .mapToObj(version -> ContractFiles.GOLDEN.resolveSibling("v" + version))
                .flatMap(folder -> ContractFiles.files(folder, ".json").stream())
                .filter(file -> !file.endsWith("experiment-request.json"));
    }

    @ParameterizedTest
    @MethodSource("currentAndPreviousVersion")
    void readsCurrentAndPreviousVersions(Path golden) {
        assertThat(Json.readVersioned(ContractFiles.bytes(golden), MessageType.of(golden).type))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("nextVersion")
    void readsKnownFieldsOfTheNextVersion(Path golden) throws IOException {
        byte[] known = Json.canonical(Json.readVersioned(ContractFiles.bytes(golden), MessageType.of(golden).type));

        assertThat(Json.mapper().readTree(known).path("schema").intValue()).isEqualTo(SchemaVersion.NEWEST_READABLE);
        String thisVersion = new String(known, UTF_8)
                .replace("\"schema\":" + SchemaVersion.NEWEST_READABLE, "\"schema\":" + SchemaVersion.VERSION);
        assertThat(Json.mapper().readTree(thisVersion))
                .isEqualTo(ContractFiles.json(ContractFiles.GOLDEN.resolve(golden.getFileName())));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void reportsUnsupportedMessagesOfTheNextVersionAsNewer(Path golden) {
        assertThatThrownBy(() -> Json.readVersioned(ContractFiles.bytes(golden), MessageType.of(golden).type))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("schema " + SchemaVersion.NEWEST_READABLE);
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void reportsTheSameMessagesOfThisVersionAsUnreadable(Path golden) {
        byte[] current = Json.canonical(((ObjectNode) ContractFiles.json(golden)).put("schema", SchemaVersion.VERSION));

        assertThatThrownBy(() -> Json.readVersioned(current, MessageType.of(golden).type))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void rejectsAJobWithAnUnknownFieldInItsSpec() {
        ObjectNode job = (ObjectNode) ContractFiles.json(GOLDEN.resolve("job-attack.json"));
        String fingerprint = job.path("fingerprint").textValue();
        assertThat(Json.readVersioned(Json.canonical(job), Job.class).fingerprint())
                .isEqualTo(fingerprint);

        ObjectNode changed = (ObjectNode) ContractFiles.json(UNSUPPORTED.resolve("job-attack.json"));

        assertThat(changed.path("spec").has("momentum")).isTrue();
        assertThatThrownBy(() -> Json.readVersioned(Json.canonical(changed), Job.class))
                .hasMessageContaining("does not match the spec");
    }

    @Test
    void rejectsARequestOfTheNextVersion() {
        byte[] request = ("{\"schema\": " + SchemaVersion.NEWEST_READABLE + ", \"name\": \"x\", \"finetune\": [{}]}")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> RequestReader.read(request))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("schema"));
    }
}
