package io.redoubt.embedded;

import java.util.List;
import java.util.Objects;

/**
 * An S3 server that speaks https only, and knows several users.
 *
 * @param keys what the server shows; clients check that its certificate is for 127.0.0.1
 * @param administrator may do everything
 * @param users the others
 */
public record S3Security(TlsKeyStore keys, S3Credentials administrator, List<S3User> users) {

    public S3Security {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(administrator, "administrator");
        users = List.copyOf(users);
    }
}
