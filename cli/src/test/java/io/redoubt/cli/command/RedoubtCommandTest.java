package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RedoubtCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"run", "serve", "submit", "list", "compare", "lint", "data", "model"})
    void unknownOptionIsBadInput(String command) {
        Console console = Console.run(command, "--no-such-option");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("Usage: redoubt " + command).containsAnyOf("--no-such-option", "is missing");
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lnt                     | redoubt: 'lnt' is not a command; did you mean lint? The commands are run,",
                "lint                    | lint: FILE: is missing; Request file, YAML or JSON.",
                "lint --complet a        | lint: '--complet' is not an option here; did you mean --complete? The options",
                "lint a b                | lint: 'b' is one argument too many; put a value with spaces in quotes",
                "run --seed abc a        | run: --seed: 'abc' is not valid; use a whole number",
                "run a --seed            | run: --seed: has no value; Override the seed of the request.",
                "serve --port 99999999999 | serve: --port: '99999999999' is not valid; use a whole number below 2^31",
                "serve --port 1 --port 2 | serve: --port: is given twice; give it once",
                "setup --user x          | setup: --user: 'x' is not valid; write ROLE=NAME: User of a role",
                "data                    | data: names no command; use one of add, list",
                "gc --older-than soon    | gc: --older-than: 'soon' is not a valid age; use days, hours or minutes",
            })
    void mistakeInTheCommandLineIsNamedWithTheRemedy(String line, String message) {
        Console console = Console.run(line.split(" +"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith(message);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void helpListsTheCommands() {
        Console console = Console.run("--help");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("run", "serve", "submit", "watch", "lint", "data", "model");
    }

    @Test
    void defaultHomeIsInTheWorkingDirectory() {
        HomeOption home = CommandLine.populateCommand(new HomeOption());

        assertThat(home.path()).isEqualTo(Path.of(".redoubt").toAbsolutePath());
    }

    @Test
    void homeIsAbsoluteAndNormalised() {
        HomeOption home = CommandLine.populateCommand(new HomeOption(), "--home", "a/../b");

        assertThat(home.path()).isEqualTo(Path.of("b").toAbsolutePath());
    }
}
