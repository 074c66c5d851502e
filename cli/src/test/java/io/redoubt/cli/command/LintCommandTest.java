package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintCommandTest {
    private static final String VALID = """
            name: small
            pretrain: [{id: rotation, task: rotation}]
            finetune: [{from: none}, {from: rotation}]
            """;

    @TempDir
    private Path folder;

    @Test
    void validRequestIsSummarised() throws IOException {
        Path file = write(VALID);

        Console console = Console.run("lint", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .startsWith(file + " is a valid request: 1 pretraining run and 2 fine-tuning runs, id small-");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void completeRequestHasTheSameId() throws IOException {
        Path file = write(VALID);

        Console console = Console.run("lint", "--complete", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(RequestReader.read(console.out().getBytes(UTF_8)))
                .isEqualTo(RequestReader.read(VALID.getBytes(UTF_8)));
    }

    @Test
    void requestIsReadFromStandardInput() {
        Console valid = ofStandardInput(VALID, "lint", "-");
        Console invalid = ofStandardInput("name: small\nfinetune: [{epochs: 0}]\n", "lint", "-");

        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.OK);
        assertThat(valid.out()).startsWith("standard input is a valid request: 1 pretraining run");
        assertThat(invalid.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invalid.err())
                .isEqualToIgnoringNewLines(
                        "lint: standard input:2: finetune[0].epochs: 0 is out of range; use 1 to" + " 100000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "run", "submit"})
    void emptyStandardInputIsBadInput(String command) {
        Console console = ofStandardInput("", command, "-");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .isEqualToIgnoringNewLines(command + ": standard input is empty; pipe a request to this command");
    }

    private static Console ofStandardInput(String text, String... arguments) {
        InputStream original = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
        try {
            return Console.run(arguments);
        } finally {
            System.setIn(original);
        }
    }

    @Test
    void invalidFieldIsNamed() throws IOException {
        Path file = write(VALID.replace("{from: none}", "{from: none, epochs: 0}"));

        Console console = Console.run("lint", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .isEqualToIgnoringNewLines(
                        "lint: " + file + ":3: finetune[0].epochs: 0 is out of range; use 1 to 100000");
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "run", "submit"})
    void problemsAreNamedWithFileAndLine(String command) throws IOException {
        Path file = write("name: a\nseed: 010\nmodel: {depth: 20}\nfinetune:\n- {epoch: 1}\n");

        Console console = Console.run(command, file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(command + ": " + file + ":2: seed: '010' begins with 0"),
                        line -> assertThat(line)
                                .startsWith(command + ": " + file
                                        + ":5: finetune[0].epoch: is not a field here; did you" + " mean epochs?"),
                        line -> assertThat(line)
                                .startsWith(
                                        command + ": " + file + ":3: model.depth: 20 is not the depth of a ResNet"));
    }

    @Test
    void warnsOfUnusedEntriesAndImpossibleNumbers() throws IOException {
        Path file = write(VALID.replace("{from: rotation}", "{training: standard}") + "evaluate: {images: 1001}\n");

        Console console = Console.run("lint", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.err().lines())
                .containsExactly(
                        "warning: " + file + ":2: pretrain[0]: no finetune entry starts from rotation, whose"
                                + " result is not used; remove it, or add an entry with from: rotation",
                        "warning: " + file + ": evaluate.images: 1001 is more than the 1000 test images of"
                                + " fashion-mnist-mini; use 0 for all");
    }

    @Test
    void uncheckedDataSetIsNamed() throws IOException {
        Console console =
                Console.run("lint", write(VALID + "dataset: cifar-10\n").toString());

        assertThat(console.out())
                .contains(
                        "not checked: whether the store has the data set cifar-10, and whether the size and the number");
    }

    @Test
    void unreadableFileIsBadInput() throws IOException {
        Console console = Console.run("lint", write("name: [").toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith(
                        "lint: " + folder.resolve("request.yaml") + ": the request is neither YAML nor JSON: line 1")
                .hasLineCount(1);
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("absent.yaml");

        Console console = Console.run("lint", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).isEqualToIgnoringNewLines("lint: no such file: " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "run", "submit", "compare"})
    void fileOfTheWrongTypeIsNamed(String command) throws IOException {
        Path model = Files.write(folder.resolve("m.json"), new byte[] {(byte) 0x80, 2, '}', 'q', 0, '.'});
        Path page = Files.writeString(folder.resolve("page.json"), "<!DOCTYPE html>\n<html></html>\n");
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {1, 2, 3});

        assertRefused(command, model, " is a PyTorch pickle");
        assertRefused(command, page, " is a web page");
        assertRefused(command, binary, " is not a text file");
        assertRefused(command, Files.createFile(folder.resolve("empty.json")), " is empty");
        assertRefused(command, Files.createDirectory(folder.resolve("folder.json")), " is a directory");
    }

    private static void assertRefused(String command, Path file, String problem) {
        Console console = Console.run(command, file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith(command + ": " + file + problem).hasLineCount(1);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("request.yaml"), text);
    }
}
