package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.EmbeddedException;
import io.redoubt.embedded.server.LoopbackAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets on 127.0.0.1 bound before the broker starts, and handed to it by listener name.
 *
 * <p>The broker's configuration must name its ports. Bound here first, a free port cannot be taken by someone else
 * between being chosen and being used, and a port in use is an error of the caller's instead of a broker half started.
 */
final class LoopbackListeners implements ServerSocketFactory, AutoCloseable {

    private static final int BACKLOG = 128;

    private final Map<String, ServerSocketChannel> bound = new HashMap<>();

    /**
     * Binds a socket for a listener.
     *
     * @param port 1..65535, or 0 for any free port
     * @return the port bound
     */
    int bind(String listener, int port) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            bound.put(listener, socket);
            socket.configureBlocking(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket.socket().getLocalPort();
        } catch (IOException e) {
            close();
            throw new EmbeddedException(LoopbackAddress.portTaken("Kafka", port, e), e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel socket = bound.remove(listener);
        if (socket == null) {
            throw new IOException(
                    "listener %s at %s was not bound before the broker started".formatted(listener, address));
        }
        return socket;
    }

    /** Closes the sockets that the broker did not take over. */
    @Override
    public void close() {
        for (ServerSocketChannel socket : bound.values()) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new EmbeddedException("a listening socket was not closed: " + e.getMessage(), e);
            }
        }
        bound.clear();
    }
}
