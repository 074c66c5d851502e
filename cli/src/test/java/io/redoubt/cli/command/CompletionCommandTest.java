package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {

    @Test
    void completionKnowsAllCommands() {
        Console console = Console.run("completion");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(RedoubtCommand.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(console.out()).contains("_picocli_redoubt_" + command + "()"));
    }
}
