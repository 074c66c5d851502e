package io.redoubt.pipeline.config;

import io.redoubt.api.Ids;
import java.util.Optional;

/** Checks the ports of addresses. */
public final class Ports {
    private static final int MAX = 65_535;

    private Ports() {}

    /**
     * Returns what is wrong with the port of an address; empty if it is valid.
     *
     * @param address the whole address, for the message
     * @param port the port; -1 if the address has none
     */
    public static Optional<String> problem(String address, int port) {
        return port == 0 || port > MAX
                ? Optional.of(Ids.quote(address) + " has the port " + port + "; use a port from 1 to " + MAX)
                : Optional.empty();
    }
}
