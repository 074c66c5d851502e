package io.redoubt.embedded.kafka;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one broker. */
abstract class OneBroker {

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;
    static Clients clients;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(directory);
        clients = new Clients(kafka.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }
}
