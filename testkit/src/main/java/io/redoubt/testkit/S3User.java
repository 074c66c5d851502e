package io.redoubt.testkit;

import io.redoubt.embedded.s3.S3Credentials;
import java.util.Objects;

/**
 * A user of the S3 server.
 *
 * @param credentials the key pair
 * @param policy what the user may do; every other request is answered with 403
 */
public record S3User(S3Credentials credentials, S3Policy policy) {

    public S3User {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(policy, "policy");
    }
}
