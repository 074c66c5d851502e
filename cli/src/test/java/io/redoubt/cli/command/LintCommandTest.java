package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
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
                .startsWith(file + " is a valid request: 1 pretraining and 2 fine-tuning runs, id small-");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void completeRequestHasTheSameId() throws IOException {
        Path file = write(VALID);

        Console console = Console.run("lint", "--complete", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(Json.read(console.out().getBytes(UTF_8), ExperimentRequest.class)
                        .id())
                .isEqualTo(RequestReader.read(VALID.getBytes(UTF_8)).id());
    }

    @Test
    void invalidFieldIsNamed() throws IOException {
        Path file = write(VALID.replace("{from: none}", "{from: none, epochs: 0}"));

        Console console = Console.run("lint", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("lint: finetune[0]").contains("epochs: 0 is out of range; use 1 to");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void unreadableFileIsBadInput() throws IOException {
        Console console = Console.run("lint", write("name: [").toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("lint: ").hasLineCount(1);
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
