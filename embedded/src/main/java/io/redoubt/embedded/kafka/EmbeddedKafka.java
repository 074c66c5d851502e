package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An Apache Kafka broker in this JVM, listening on 127.0.0.1. A single KRaft node acts as broker and controller.
 *
 * <p>The directory keeps topics, records, transactions and group offsets. A broker started on an existing directory
 * continues with the same data and cluster id, also after a crash. Do not delete the directory of a running broker:
 * Kafka terminates the process when it loses its log.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String DATA = "data";

    private final DirectoryLock lock;
    private final KRaftNode node;
    private final int port;
    private boolean closed;

    private EmbeddedKafka(DirectoryLock lock, KRaftNode node, int port) {
        this.lock = lock;
        this.node = node;
        this.port = port;
    }

    /** Starts a broker on a free port; see {@link #start(Path, int)}. */
    public static EmbeddedKafka start(Path directory) {
        return start(directory, LoopbackAddress.ANY_PORT);
    }

    /** Starts a plaintext broker; see {@link #start(Path, int, Optional)}. */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Optional.empty());
    }

    /**
     * Starts a broker and returns when it accepts clients. Formats the directory if it is new or empty.
     *
     * @param directory data directory; created if missing
     * @param port client port, 1 to 65535, or 0 for any free port
     * @param security TLS keys and users; must be the same at each start on a directory
     * @throws DirectoryInUseException if another live broker uses the directory
     * @throws EmbeddedException if the port is in use, or the broker cannot start on the directory
     */
    public static EmbeddedKafka start(Path directory, int port, Optional<BrokerSecurity> security) {
        LoopbackAddress.requirePort("the Kafka port", port);
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try (LoopbackListeners listeners = new LoopbackListeners()) {
            int brokerPort = listeners.bind(BrokerSettings.BROKER, port);
            int controllerPort = listeners.bind(BrokerSettings.CONTROLLER, LoopbackAddress.ANY_PORT);
            int internalPort = security.isPresent()
                    ? listeners.bind(BrokerSettings.INTERNAL, LoopbackAddress.ANY_PORT)
                    : brokerPort;
            Path data = directory.toAbsolutePath().normalize().resolve(DATA);
            BrokerStorage.formatIfNew(data, security);
            BrokerSettings settings = new BrokerSettings(data, brokerPort, controllerPort, internalPort, security);
            return new EmbeddedKafka(lock, KRaftNode.start(settings.toConfig(), listeners), brokerPort);
        } catch (EmbeddedException e) {
            lock.close();
            throw e;
        } catch (Exception e) { // Scala throws undeclared checked exceptions
            lock.close();
            throw new EmbeddedException(
                    "Kafka did not start on %s (%s): repair or remove that directory".formatted(directory, e), e);
        }
    }

    /** {@code host:port} of the broker, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackAddress.HOST + ":" + port;
    }

    /** Shuts the broker down within about 30 seconds and releases the directory. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            node.stop();
        } finally {
            lock.close();
        }
    }
}
