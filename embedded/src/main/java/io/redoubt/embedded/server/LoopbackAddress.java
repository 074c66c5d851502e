package io.redoubt.embedded.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address that the embedded servers listen on, and validation of ports. */
public final class LoopbackAddress {

    public static final String HOST = "127.0.0.1";
    public static final int ANY_PORT = 0;

    public static final int MAX_PORT = 65_535;

    private LoopbackAddress() {}

    /** Returns the port if it is 0 (any free port) or a valid port number. */
    public static int requirePort(String name, int port) {
        if (port < ANY_PORT || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "%s is %d: use a port from 1 to %d, or 0 for any free port".formatted(name, port, MAX_PORT));
        }
        return port;
    }

    /** Whether a server can listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static String portTaken(String server, int port, Exception cause) {
        return ("%s cannot listen on %s:%d (%s): stop the process that uses the port, or choose another port"
                        + " (0 for any free port)")
                .formatted(server, HOST, port, cause.getMessage());
    }
}
