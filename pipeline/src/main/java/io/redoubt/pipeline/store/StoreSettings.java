package io.redoubt.pipeline.store;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the store is and who asks.
 *
 * @param endpoint {@code http://host:port} or {@code https://host}
 * @param bucket name of the bucket; made on the first write if it does not exist
 * @param accessKey names the key pair
 * @param secretKey signs requests; never printed
 * @param region as the server wants it in signatures
 * @param ca PEM file of the authority that vouches for an https server; where empty, the JVM's own list is asked
 */
public record StoreSettings(
        URI endpoint, String bucket, String accessKey, String secretKey, String region, Optional<Path> ca) {

    public StoreSettings {
        Require.present("redoubt.store.endpoint", endpoint);
        if (endpoint.getHost() == null
                || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw new InvalidFieldException(
                    "redoubt.store.endpoint",
                    "'" + endpoint + "' is not a server; use http://host:port or https://host");
        }
        Require.present("redoubt.store.bucket", bucket);
        Require.present("redoubt.store.access-key", accessKey);
        Require.present("redoubt.store.secret-key", secretKey);
        Require.present("redoubt.store.region", region);
        Require.present("redoubt.store.ca", ca);
        if (ca.isPresent() && !"https".equals(endpoint.getScheme())) {
            throw new InvalidFieldException(
                    "redoubt.store.ca", "is set, but '" + endpoint + "' is not https; leave it out or use https");
        }
    }

    /** A server that the JVM's own authorities vouch for, or one that needs none. */
    public StoreSettings(URI endpoint, String bucket, String accessKey, String secretKey, String region) {
        this(endpoint, bucket, accessKey, secretKey, region, Optional.empty());
    }

    @Override
    public String toString() {
        return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + ", accessKey=" + accessKey + ", region="
                + region + ca.map(file -> ", ca=" + file).orElse("") + "]";
    }
}
