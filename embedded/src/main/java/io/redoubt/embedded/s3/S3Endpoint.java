package io.redoubt.embedded.s3;

import java.net.URI;
import java.util.Objects;

/**
 * What a client needs to reach the S3 server; buckets are addressed by path, in any region.
 *
 * @param uri {@code http://host:port}
 * @param accessKey names the key pair, not secret
 * @param secretKey signs requests; never printed
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
