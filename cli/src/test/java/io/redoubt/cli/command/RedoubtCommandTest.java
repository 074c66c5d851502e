package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RedoubtCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"run", "serve", "submit", "list", "compare", "lint", "data", "model"})
    void unknownOptionIsBadInput(String command) {
        Console console = Console.run(command, "--no-such-option");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("Usage: redoubt " + command).containsAnyOf("--no-such-option", "Missing");
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
