package io.redoubt.embedded;

import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the stack keeps its data and how it is reached.
 *
 * @param home holds {@code kafka/} and {@code s3/}; created when missing
 * @param kafkaPort 1..65535, or 0 for a free one
 * @param s3Port 1..65535, or 0 for a free one
 * @param credentials the S3 key pair; when empty, the store's own (generated once)
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

    /** Free ports and the store's own credentials. */
    public static StackSettings at(Path home) {
        return new StackSettings(home, LoopbackAddress.ANY_PORT, LoopbackAddress.ANY_PORT, Optional.empty());
    }
}
