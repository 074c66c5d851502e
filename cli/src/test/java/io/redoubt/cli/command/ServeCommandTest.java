package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures before anything is started. */
class ServeCommandTest {

    @TempDir
    Path home;

    private Console serve(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "serve";
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Console.run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--kafka-port"})
    void usedPortIsNamedByOption(String option) throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Console console = serve(option, String.valueOf(used.getLocalPort()));

            assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(console.err())
                    .isEqualTo("serve: " + option + ": port " + used.getLocalPort() + " is in use; choose another with "
                            + option + ", or 0 for any free port" + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, 99999", "--port, -1", "--kafka-port, 65536"})
    void impossiblePortIsNamedByOption(String option, String port) {
        Console console = serve(option + "=" + port);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("serve: " + option + ": " + port + " is not a port")
                .hasLineCount(1);
    }

    @Test
    void fileAsHomeIsNamed() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        for (String command : new String[] {"serve", "list"}) {
            Console console = Console.run(command, "--home", file.toString());

            assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(console.err())
                    .isEqualToIgnoringNewLines(command + ": --home: " + file + " is a file; name a directory");
        }
    }

    @Test
    void homeBelowAFileIsExplained() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        Console console =
                Console.run("serve", "--port=0", "--home", file.resolve("home").toString());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("serve: " + file)
                .contains(" cannot be used: ")
                .doesNotContain("null")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "redoubt.cache-size, lots, REDOUBT_CACHE_SIZE",
        "redoubt.evaluation.batch, 0, REDOUBT_EVALUATION_BATCH",
        "redoubt.evaluation.batch, many, REDOUBT_EVALUATION_BATCH",
        "redoubt.queue.lock, soon, REDOUBT_QUEUE_LOCK",
        "redoubt.kafka.startup-timeout, x, REDOUBT_KAFKA_STARTUP_TIMEOUT",
        "redoubt.experiment.tracker.retry-after, x, REDOUBT_EXPERIMENT_TRACKER_RETRY_AFTER"
    })
    void invalidSettingIsNamedBeforeAnythingStarts(String property, String value, String variable) throws IOException {
        Path request = Files.writeString(home.resolve("request.yaml"), "name: tiny\nfinetune: [{epochs: 1}]\n");
        System.setProperty(property, value);
        try {
            for (Console console : new Console[] {
                serve("--port", "0"), Console.run("run", "--home", home.toString(), request.toString())
            }) {
                assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(console.err())
                        .contains(variable, "'" + value + "' is invalid")
                        .hasLineCount(1);
            }
            assertThat(home.resolve("kafka")).doesNotExist();
        } finally {
            System.clearProperty(property);
        }
    }
}
