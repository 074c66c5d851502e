package io.redoubt.embedded;

import java.util.Objects;

/**
 * Somebody the S3 server knows.
 *
 * @param credentials the key pair
 * @param policy what is allowed; all else is answered with 403
 */
public record S3User(S3Credentials credentials, S3Policy policy) {

    public S3User {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(policy, "policy");
    }
}
