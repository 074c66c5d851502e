package io.redoubt.api.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any input is either read, and can be written again, or rejected with the documented exception. */
class MalformedMessagesTest {

    private static final int MUTATIONS = 80;
    private static final int MAX_MESSAGE_LENGTH = 1300;
    private static final String COMMAND = "{\"schema\":1,\"experiment\":\"%s\",\"action\":\"cancel\"}";
    private static final String[] DICTIONARY = {
        "null",
        "-1",
        "1e400",
        "1e-400",
        "9".repeat(900),
        "9".repeat(1100),
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[",
        "{",
        "]",
        "}",
        "true",
        "\"\"",
        "\"NaN\"",
        "[[[[",
        "{\"a\":1,\"a\":2}",
        ":",
        ",",
        "\u202e",
        "../",
        "&a ",
        "*a",
        "!!str ",
        "\n- ",
        "\n\t",
        "010",
        "'7'",
        "yes",
        "~",
        "0x1f",
        "-.inf",
        "epoch: 1",
        "? ",
        "<<: ",
        "[[1, 2]]",
        "x".repeat(1100),
        "\t"
    };

    static List<Path> goldenFiles() {
        return MessageType.goldenFiles();
    }

    static Stream<Path> requests() {
        return Stream.concat(
                Stream.of(ContractFiles.GOLDEN.resolve("experiment-request.json")),
                ContractFiles.files(ContractFiles.ROOT.resolve("experiments"), ".yaml").stream());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void mutatedMessageIsReadOrRejected(Path golden) {
        byte[] valid = ContractFiles.bytes(golden);
        Random random = new Random(golden.getFileName().toString().hashCode());

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(valid, random);
            try {
                Json.canonical(Json.read(mutated, MessageType.of(golden).type));
            } catch (UnreadableMessageException e) {
                assertSanitized(e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void mutatedRequestIsReadOrRejected(Path file) {
        byte[] valid = ContractFiles.bytes(file);
        Random random = new Random(file.getFileName().toString().hashCode());

        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(valid, random);
            try {
                ExperimentRequest request = RequestReader.read(mutated);
                assertThat(RequestReader.read(RequestReader.complete(mutated)).id())
                        .isEqualTo(request.id());
                assertThat(RequestReader.read(RequestReader.withSeed(mutated, request.seed())))
                        .isEqualTo(request);
                assertThat(RequestReader.nameOr(mutated, "")).isEqualTo(request.name());
                RequestReader.warnings(mutated).forEach(warning -> assertSanitized(warning.message()));
            } catch (UnreadableMessageException | InvalidFieldException e) {
                assertSanitized(e.getMessage());
                assertThat(e.getMessage()).doesNotContain("Cannot ", "jackson", "yaml", "java.", "while scanning");
            }
        }
    }

    private static void assertSanitized(String message) {
        assertThat(message).hasSizeLessThan(MAX_MESSAGE_LENGTH).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
    }

    /** Applies one to three mutations: a flipped bit, a deletion, a repetition, a random byte, or an entry of the dictionary. */
    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(12));
            byte[] middle =
                    switch (random.nextInt(5)) {
                        case 0 -> new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))};
                        case 1 -> new byte[0];
                        case 2 -> (new String(bytes, at, to - at, ISO_8859_1).repeat(2)).getBytes(ISO_8859_1);
                        case 3 -> new byte[] {(byte) random.nextInt(256)};
                        default -> DICTIONARY[random.nextInt(DICTIONARY.length)].getBytes(UTF_8);
                    };
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            out.writeBytes(middle);
            out.write(bytes, to, bytes.length - to);
            bytes = out.size() == 0 ? valid : out.toByteArray();
        }
        return bytes;
    }

    static Stream<byte[]> poison() {
        return Stream.of(
                        "{\"schema\":1,\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\"}",
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"x\":\"\\ud800\"}",
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"\\udc00x\":1}",
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"x\":" + "9".repeat(2000) + "}",
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"x\":" + "[".repeat(70)
                                + "]".repeat(70) + "}",
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"" + "x".repeat(60_000) + "\":1}",
                        "{\"schema\":99999999999,\"experiment\":\"a\",\"action\":\"cancel\"}",
                        "{\"schema\":1,\"experiment\":\"" + "a".repeat(1 << 20) + "\",\"action\":\"cancel\"}",
                        "[".repeat(1 << 20))
                .map(text -> text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void rejectsPoisonWithASanitizedMessage(byte[] payload) {
        assertThatThrownBy(() -> Json.read(payload, ControlCommand.class))
                .isInstanceOf(UnreadableMessageException.class)
                .satisfies(e -> assertSanitized(e.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "a/../b",
                "a/b",
                "a\\\\b",
                "%2e%2e",
                "a\\u0000",
                "\\u0430bc",
                "a\\u202eb",
                "A",
                " a",
                "a b",
                "-a",
                "a..b",
                "\\uff0e\\uff0e",
                "a\\n"
            })
    void rejectsIdsThatCouldActAsAPath(String id) {
        byte[] command = String.format(COMMAND, id).getBytes(UTF_8);

        assertThatThrownBy(() -> Json.read(command, ControlCommand.class))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "overlong", "surrogate"})
    void rejectsInvalidUtf8(String kind) {
        byte[] command =
                switch (kind) {
                    case "utf-16" -> String.format(COMMAND, "a").getBytes(UTF_16BE);
                    case "overlong" -> String.format(COMMAND, "\u00c1\u00a1").getBytes(ISO_8859_1);
                    default ->
                        "{\"schema\":1,\"experiment\":\"a\",\"action\":\"cancel\",\"x\":\"\u00ed\u00a0\u0080\"}"
                                .getBytes(ISO_8859_1);
                };

        assertThatThrownBy(() -> Json.read(command, ControlCommand.class))
                .isExactlyInstanceOf(UnreadableMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: &a x\nfinetune: [{from: *a}]",
                "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\nname: x\nfinetune: [{epochs: 1}]",
                "name: !!javax.script.ScriptEngineManager [x]\nfinetune: [{epochs: 1}]",
                "name: x\nname: y\nfinetune: [{epochs: 1}]",
                "{\"name\": \"x\", \"finetune\": [{\"epochs\": 1}], \"dataset\": \"\\ud800\"}",
                "name: x\nfinetune: [{epochs: 1}]\n---\nname: y\n"
            })
    void rejectsRequestsWithAliasesTagsAndDuplicateKeys(String yaml) {
        assertThatThrownBy(() -> RequestReader.read(yaml.getBytes(UTF_8)))
                .isInstanceOf(UnreadableMessageException.class)
                .satisfies(e -> assertSanitized(e.getMessage()));
    }
}
