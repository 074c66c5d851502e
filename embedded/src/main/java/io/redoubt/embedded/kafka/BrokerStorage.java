package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.EmbeddedException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The storage of one KRaft node: formatted once, under a new cluster id, and kept from then on. */
final class BrokerStorage {

    private BrokerStorage() {}

    /**
     * Formats the directory unless it is formatted. The formatter writes the node's identity last, so a format that was
     * interrupted is done again. New storage knows the users of {@code security}.
     */
    static void formatIfNew(Path directory, Optional<BrokerSecurity> security) {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Formatter formatter = new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString());
            security.ifPresent(demanded -> formatter.setScramArguments(demanded.scram()));
            formatter.run();
        } catch (Exception e) { // the formatter declares no narrower type
            throw new EmbeddedException(
                    "Kafka's storage in %s could not be formatted (%s): give an empty, writable directory"
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }
}
