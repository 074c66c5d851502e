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
 * Binds listening sockets on 127.0.0.1 before the broker starts and passes them to it by listener name.
 *
 * <p>The broker's configuration must name its ports. Binding first ensures that no other process takes a free port
 * after it was chosen, and reports a port in use before the broker starts.
 */
final class LoopbackListeners implements ServerSocketFactory, AutoCloseable {

    private static final int BACKLOG = 128;

    private final Map<String, ServerSocketChannel> bound = new HashMap<>();

    /**
     * Binds the socket of a listener.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @return the bound port
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

    /** Closes the sockets that the broker has not taken over. */
    @Override
    public void close() {
        for (ServerSocketChannel socket : bound.values()) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new EmbeddedException("failed to close a listening socket: " + e.getMessage(), e);
            }
        }
        bound.clear();
    }
}
