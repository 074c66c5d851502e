package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A killed server has left its server.json. */
class StoppedServerTest {

    @TempDir
    Path home;

    @BeforeEach
    void leaveServerJson() throws IOException {
        Files.writeString(home.resolve("redoubt.lock"), "process 4711");
        Files.writeString(
                home.resolve("server.json"),
                "{\"kafka\": \"127.0.0.1:1\", \"store\": \"http://127.0.0.1:1\", \"accessKey\": \"a\", \"secretKey\": \"b\","
                        + " \"http\": \"http://127.0.0.1:1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "status tiny-5dd7e06a2b",
                "watch tiny-5dd7e06a2b",
                "cancel tiny-5dd7e06a2b",
                "report tiny-5dd7e06a2b"
            })
    void commandsReportThatItNoLongerRuns(String command) {
        Console console = Console.run((command + " --home " + home).split(" "));

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .contains("the server of " + home + " no longer runs", "server.json", "redoubt serve")
                .hasLineCount(1);
    }

    @Test
    void dataIsReadFromTheHomeAsWithoutAServer() {
        Console console = Console.run("data", "list", "--home", home.toString());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
    }
}
