package io.redoubt.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code redoubt data fetch} says if it cannot download. */
class DataFetchCommandTest {

    @TempDir
    Path home;

    private Console fetch(String name, String from) {
        return Console.run("data", "fetch", name, "--from", from, "--home", home.toString());
    }

    @Test
    void withoutANetworkOneParagraphSaysWhatToDo() throws IOException {
        String stopped;
        try (FileServer server = new FileServer()) {
            stopped = server.address();
        }

        Console console = fetch("cifar-100", stopped + "/");

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("fetch: cannot download " + stopped + "/cifar-100-binary.tar.gz: ");
        assertThat(console.err())
                .contains("fetch: Without a network, download https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz")
                .contains("`redoubt data add cifar-100 cifar-100-binary.tar.gz --format cifar-100`");
    }

    @Test
    void missingFileOfAMirrorIsNamed() throws IOException {
        try (FileServer server = new FileServer()) {
            Console console = fetch("fashion-mnist", server.address());

            assertThat(console.code()).isEqualTo(ExitCode.FAILED);
            assertThat(console.err())
                    .startsWith("fetch: " + server.address() + "/train-images-idx3-ubyte.gz answered with 404; ")
                    .doesNotContain("Without a network");
        }
    }

    @Test
    void unknownNameIsRejected() {
        Console console = fetch("imagenet", "http://127.0.0.1");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("NAME: 'imagenet' is unknown; use one of cifar-10, cifar-100");
    }
}
