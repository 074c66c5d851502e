package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read the data of a local pipeline that does not run. */
class StoppedPipelineIT {

    @TempDir
    private Path home;

    @Test
    void experimentsOfAStoppedPipelineAreListed() {
        EmbeddedStack.start(StackSettings.at(home)).close();

        Console list = Console.run("list", "--home", home.toString());
        Console status = Console.run("status", "toy-0123456789", "--home", home.toString());

        assertThat(list.code()).as(list.err()).isEqualTo(ExitCode.OK);
        assertThat(list.err()).startsWith("no experiments yet");
        assertThat(status.code()).isEqualTo(ExitCode.FAILED);
        assertThat(status.err()).startsWith("status: no experiment toy-0123456789");
    }
}
