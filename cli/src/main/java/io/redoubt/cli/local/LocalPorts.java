package io.redoubt.cli.local;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.embedded.server.LoopbackAddress;
import java.util.Optional;

/**
 * The ports of a local pipeline on the loopback interface; 0 for any free port.
 *
 * @param http port of the REST API
 * @param kafka port of the broker
 */
public record LocalPorts(int http, int kafka) {

    private static final int DEFAULT_KAFKA_PORT = 9092;

    /** Ports that no other process uses. */
    public static final LocalPorts ANY = new LocalPorts(LoopbackAddress.ANY_PORT, LoopbackAddress.ANY_PORT);

    /**
     * Ports that are given by options.
     *
     * @param http {@code --port}
     * @param kafka {@code --kafka-port}; if empty, 9092 if it is free, otherwise any free port
     * @throws InvalidFieldException naming the option, if a port is in use
     */
    public static LocalPorts of(int http, Optional<Integer> kafka) {
        LocalPorts ports = new LocalPorts(
                require("--port", http),
                kafka.map(port -> require("--kafka-port", port))
                        .orElseGet(() -> http != DEFAULT_KAFKA_PORT && LoopbackAddress.isFree(DEFAULT_KAFKA_PORT)
                                ? DEFAULT_KAFKA_PORT
                                : LoopbackAddress.ANY_PORT));
        if (ports.http() == ports.kafka() && ports.http() != LoopbackAddress.ANY_PORT) {
            throw new InvalidFieldException(
                    "--kafka-port", ports.kafka() + " is also the port of the REST API; choose another port");
        }
        return ports;
    }

    private static int require(String option, int port) {
        if (port != LoopbackAddress.ANY_PORT && !LoopbackAddress.isFree(port)) {
            throw new InvalidFieldException(
                    option, "port " + port + " is in use; choose another with " + option + ", or 0 for any free port");
        }
        return port;
    }
}
