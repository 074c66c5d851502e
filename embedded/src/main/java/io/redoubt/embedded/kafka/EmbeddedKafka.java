package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An Apache Kafka broker (KRaft, broker and controller in one node) inside this JVM, on 127.0.0.1.
 *
 * <p>Topics, records, transactions and the progress of groups stay in the directory: a start over the same directory goes
 * on with them under the same cluster id, after an orderly close as after a crash. The directory of a running broker must
 * not be deleted: Kafka ends the process that loses its log.
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

    /**
     * Starts a broker that trusts whoever is on this machine; see {@link #start(Path, int, Optional)}.
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Optional.empty());
    }

    /**
     * Starts a broker and returns when it serves clients. A directory that is new or empty is formatted.
     *
     * @param directory where the broker keeps everything; created when missing
     * @param port the clients' port, 1..65535, or 0 for a free one
     * @param security what clients must show, and whom the broker knows; the same at every start over a directory
     * @throws DirectoryInUseException when another live broker holds the directory
     * @throws EmbeddedException when the port is taken, or the broker cannot start over what the directory holds
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
        } catch (Exception e) { // Scala raises checked exceptions it does not declare
            lock.close();
            throw new EmbeddedException(
                    "Kafka did not start over %s (%s): mend or move that directory away".formatted(directory, e), e);
        }
    }

    /** {@code host:port} of the broker, as clients take it in {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackAddress.HOST + ":" + port;
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** The id given to the cluster when its directory was formatted. */
    public String clusterId() {
        return node.clusterId();
    }

    /** Stops the broker in order, within some 30 seconds, and releases the directory; a second call does nothing. */
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
