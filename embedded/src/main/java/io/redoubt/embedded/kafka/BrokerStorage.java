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

/** The storage of a KRaft node, formatted once with a new cluster id. */
final class BrokerStorage {

    private BrokerStorage() {}

    /**
     * Formats the directory if it is not formatted yet. The formatter writes {@code meta.properties} last, so an
     * interrupted format is repeated. New storage contains the users of {@code security}.
     */
    static void formatIfNew(Path directory, Optional<BrokerSecurity> security) {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream discard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Formatter formatter = new Formatter()
                    .setPrintStream(discard)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString());
            security.ifPresent(demanded -> formatter.setScramArguments(demanded.scram()));
            formatter.run();
        } catch (Exception e) { // the formatter declares no narrower type
            throw new EmbeddedException(
                    "Kafka's storage in %s could not be formatted (%s): use an empty, writable directory"
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }
}
