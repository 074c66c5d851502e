package io.redoubt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.kafka.Clients;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.server.DirectoryInUseException;
import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {

    @TempDir
    Path home;

    @Test
    void bothServersRunAndSecondStackOnHomeIsRejected() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(home))) {
            new Clients(stack.kafka().bootstrapServers()).createTopics("jobs");
            new Socket("127.0.0.1", stack.s3().endpoint().uri().getPort()).close();

            assertThatThrownBy(() -> EmbeddedStack.start(StackSettings.at(home)))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(home.toString());
        }
        assertThat(home.resolve("kafka")).isDirectory();
        assertThat(home.resolve("s3")).isDirectory();
    }

    @Test
    void failedServerStopsTheOther() {
        try (EmbeddedS3 taken = EmbeddedS3.start(home.resolve("elsewhere"))) {
            int port = taken.endpoint().uri().getPort();

            assertThatThrownBy(() -> EmbeddedStack.start(new StackSettings(home, 0, port, Optional.empty())))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
        DirectoryLock.acquire(home).close();
        DirectoryLock.acquire(home.resolve("kafka")).close();
    }
}
