package io.redoubt.embedded;

import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Data directory, ports and credentials of the stack.
 *
 * @param home contains {@code kafka/} and {@code s3/}; created if missing
 * @param kafkaPort 1 to 65535, or 0 for any free port
 * @param s3Port 1 to 65535, or 0 for any free port
 * @param credentials S3 key pair; if empty, the store's own pair, which is generated once
 */
public record StackSettings(Path home, int kafkaPort, int s3Port, Optional<S3Credentials> credentials) {

    public StackSettings {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(credentials, "credentials");
        LoopbackAddress.requirePort("kafkaPort", kafkaPort);
        LoopbackAddress.requirePort("s3Port", s3Port);
        if (kafkaPort == s3Port && kafkaPort != LoopbackAddress.ANY_PORT) {
            throw new IllegalArgumentException("kafkaPort and s3Port are both %d: give two ports".formatted(s3Port));
        }
    }

    /** Settings with free ports and the store's own credentials. */
    public static StackSettings at(Path home) {
        return new StackSettings(home, LoopbackAddress.ANY_PORT, LoopbackAddress.ANY_PORT, Optional.empty());
    }
}
