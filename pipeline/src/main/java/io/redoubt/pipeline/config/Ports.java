package io.redoubt.pipeline.config;

import io.redoubt.api.InvalidFieldException;

/** Checks the ports of addresses. */
public final class Ports {
    private static final int MAX = 65_535;

    private Ports() {}

    /**
     * Checks the port of an address.
     *
     * @param field the setting or option, for the message
     * @param address the whole address, for the message
     * @param port the port; -1 if the address has none
     * @throws InvalidFieldException if it is 0 or above 65535
     */
    public static void require(String field, String address, int port) {
        if (port == 0 || port > MAX) {
            throw new InvalidFieldException(
                    field, "'" + address + "' has the port " + port + "; use a port from 1 to " + MAX);
        }
    }
}
