package io.redoubt.embedded.server;

/** The only address the embedded servers listen on, and the rule for its ports. */
public final class LoopbackAddress {

    public static final String HOST = "127.0.0.1";
    public static final int ANY_PORT = 0;

    private static final int LAST_PORT = 65_535;

    private LoopbackAddress() {}

    /** Returns the port when it is 0 (any free one) or a port number. */
    public static int requirePort(String name, int port) {
        if (port < ANY_PORT || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "%s is %d: give a port from 1 to %d, or 0 for any free one".formatted(name, port, LAST_PORT));
        }
        return port;
    }

    public static String portTaken(String server, int port, Exception cause) {
        return "%s cannot listen on %s:%d (%s): stop what uses that port, or choose another one (0 takes a free one)"
                .formatted(server, HOST, port, cause.getMessage());
    }
}
