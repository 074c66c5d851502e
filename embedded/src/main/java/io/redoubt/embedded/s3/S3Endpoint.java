package io.redoubt.embedded.s3;

import java.net.URI;
import java.util.Objects;

/**
 * URI and key pair of the S3 server. Clients use path-style addressing and any region.
 *
 * @param uri {@code http://host:port}
 * @param accessKey access key id, not secret
 * @param secretKey secret access key; never printed
 */
public record S3Endpoint(URI uri, String accessKey, String secretKey) {

    public S3Endpoint {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(accessKey, "accessKey");
        Objects.requireNonNull(secretKey, "secretKey");
    }

    @Override
    public String toString() {
        return "S3Endpoint[uri=" + uri + ", accessKey=" + accessKey + "]";
    }
}
