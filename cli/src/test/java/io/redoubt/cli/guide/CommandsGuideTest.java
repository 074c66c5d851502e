package io.redoubt.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.RedoubtCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/commands.md} lists all commands. */
class CommandsGuideTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern COMMAND = Pattern.compile("`([a-z]+(?: [a-z]+)?)");

    @Test
    void everyCommandHasARow() throws IOException {
        Set<String> documented = new TreeSet<>();
        ROW.matcher(Files.readString(Path.of("../docs/commands.md")))
                .results()
                .flatMap(row -> COMMAND.matcher(row.group(1)).results())
                .forEach(command -> documented.add(command.group(1)));

        assertThat(documented).isEqualTo(commands());
    }

    private static Set<String> commands() {
        Set<String> commands = new TreeSet<>();
        RedoubtCommand.commandLine().getSubcommands().forEach((name, command) -> {
            Set<String> inner = new TreeSet<>(command.getSubcommands().keySet());
            inner.forEach(second -> commands.add(name + " " + second));
            if (inner.isEmpty()) {
                commands.add(name);
            }
        });
        return commands;
    }
}
