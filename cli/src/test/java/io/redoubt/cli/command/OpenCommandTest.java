package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.local.Browser;
import io.redoubt.cli.option.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCommandTest {

    @TempDir
    private Path home;

    @Test
    void withoutAServerThereIsNothingToOpen() {
        Console console = Console.run("open", "--home", home.toString());

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .isEqualToIgnoringNewLines(
                        "open: no local server is running in " + home + "; start one with `redoubt serve`");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void unknownReportNeedsAServer() {
        Console console = Console.run("open", "toy-0123456789", "--home", home.toString());

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("no local server is running");
    }

    @Test
    void withoutADisplayNoBrowserIsStarted() {
        assertThat(Browser.open(URI.create("http://127.0.0.1:1"), Map.of("DISPLAY", "")))
                .isFalse();
    }
}
