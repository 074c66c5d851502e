package io.redoubt.pipeline.store;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Endpoint and credentials of the store.
 *
 * @param endpoint {@code http://host:port} or {@code https://host}
 * @param bucket name of the bucket; created on the first write if it does not exist
 * @param accessKey access key id
 * @param secretKey secret access key; never printed
 * @param region region used to sign requests
 * @param ca PEM file of the CA certificates that an https server is verified with; if empty, the JVM's trust store
 */
public record StoreSettings(
        URI endpoint, String bucket, String accessKey, String secretKey, String region, Optional<Path> ca) {

    public StoreSettings {
        Require.present("redoubt.store.endpoint", endpoint);
        endpoint = StoreEndpoint.parse(endpoint.toString());
        Require.present("redoubt.store.bucket", bucket);
        Require.present("redoubt.store.access-key", accessKey);
        Require.present("redoubt.store.secret-key", secretKey);
        Require.present("redoubt.store.region", region);
        Require.present("redoubt.store.ca", ca);
        if (ca.isPresent() && !"https".equals(endpoint.getScheme())) {
            throw new InvalidFieldException(
                    "redoubt.store.ca", "is set, but '" + endpoint + "' is not https; remove the setting or use https");
        }
    }

    /** Settings for http, or for https verified with the JVM's trust store. */
    public StoreSettings(URI endpoint, String bucket, String accessKey, String secretKey, String region) {
        this(endpoint, bucket, accessKey, secretKey, region, Optional.empty());
    }

    @Override
    public String toString() {
        return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + ", accessKey=" + accessKey + ", region="
                + region + ca.map(file -> ", ca=" + file).orElse("") + "]";
    }
}
