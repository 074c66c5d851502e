package io.redoubt.testkit;

import io.redoubt.embedded.s3.S3Credentials;
import java.util.Objects;

/**
 * A user of the S3 server.
 *
 * @param credentials key pair of the user
 * @param policy rights of the user; other requests are answered with 403
 */
public record S3User(S3Credentials credentials, S3Policy policy) {

    public S3User {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(policy, "policy");
    }
}
