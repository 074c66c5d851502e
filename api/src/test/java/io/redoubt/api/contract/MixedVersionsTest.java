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
 * While a deployment is brought up to date, this version meets messages of the one before and of the one after. Every
 * version's golden files stay for ever: those of the next one stand ready for the day it is written.
 */
class MixedVersionsTest {

    private static final Path GOLDEN = Contract.GOLDEN.resolveSibling("v" + SchemaVersion.NEWEST_READ);
    private static final Path NOT_UNDERSTOOD = GOLDEN.resolve("not-understood");

    static List<Path> ofTheNextVersion() {
        return Contract.files(GOLDEN, ".json");
    }

    static List<Path> notUnderstood() {
        return Contract.files(NOT_UNDERSTOOD, ".json");
    }

    /** All versions that this one can meet, down to the one before it or the first. */
    static Stream<Path> ofThisVersionAndTheOneBefore() {
        return IntStream.rangeClosed(Math.max(1, SchemaVersion.VERSION - 1), SchemaVersion.VERSION)
                .mapToObj(version -> Contract.GOLDEN.resolveSibling("v" + version))
                .flatMap(folder -> Contract.files(folder, ".json").stream())
                .filter(file -> !file.endsWith("experiment-request.json"));
    }

    @ParameterizedTest
    @MethodSource("ofThisVersionAndTheOneBefore")
    void whatWasEverWrittenIsRead(Path golden) {
        assertThat(Json.readAhead(Contract.bytes(golden), Message.of(golden).type))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("ofTheNextVersion")
    void ofTheNextVersionWhatIsKnownIsRead(Path golden) throws IOException {
        byte[] known = Json.canonical(Json.readAhead(Contract.bytes(golden), Message.of(golden).type));

        assertThat(Json.mapper().readTree(known).path("schema").intValue()).isEqualTo(SchemaVersion.NEWEST_READ);
        String thisVersion = new String(known, UTF_8)
                .replace("\"schema\":" + SchemaVersion.NEWEST_READ, "\"schema\":" + SchemaVersion.VERSION);
        assertThat(Json.mapper().readTree(thisVersion))
                .isEqualTo(Contract.json(Contract.GOLDEN.resolve(golden.getFileName())));
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void whatIsNotUnderstoodIsToldFromDamage(Path golden) {
        assertThatThrownBy(() -> Json.readAhead(Contract.bytes(golden), Message.of(golden).type))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("schema " + SchemaVersion.NEWEST_READ);
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void theSameUnderThisVersionIsDamage(Path golden) {
        byte[] present = Json.canonical(((ObjectNode) Contract.json(golden)).put("schema", SchemaVersion.VERSION));

        assertThatThrownBy(() -> Json.readAhead(present, Message.of(golden).type))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void aJobWithAnUnknownFieldInItsSpecIsNeverTakenForAnother() {
        ObjectNode job = (ObjectNode) Contract.json(GOLDEN.resolve("job-attack.json"));
        String fingerprint = job.path("fingerprint").textValue();
        assertThat(Json.readAhead(Json.canonical(job), Job.class).fingerprint()).isEqualTo(fingerprint);

        ObjectNode changed = (ObjectNode) Contract.json(NOT_UNDERSTOOD.resolve("job-attack.json"));

        assertThat(changed.path("spec").has("momentum")).isTrue();
        assertThatThrownBy(() -> Json.readAhead(Json.canonical(changed), Job.class))
                .hasMessageContaining("is not that of this spec");
    }

    @Test
    void aRequestOfTheNextVersionIsRefusedByItsField() {
        byte[] request = ("{\"schema\": " + SchemaVersion.NEWEST_READ + ", \"name\": \"x\", \"finetune\": [{}]}")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> RequestReader.read(request))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("schema"));
    }
}
