package io.redoubt.pipeline.store;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.net.URI;

/**
 * Where the store is and who asks.
 *
 * @param endpoint {@code http://host:port} or {@code https://host}
 * @param bucket name of the bucket; made on the first write if it does not exist
 * @param accessKey names the key pair
 * @param secretKey signs requests; never printed
 * @param region as the server wants it in signatures
 */
public record StoreSettings(URI endpoint, String bucket, String accessKey, String secretKey, String region) {

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
    }

    @Override
    public String toString() {
        return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + ", accessKey=" + accessKey + ", region="
                + region + "]";
    }
}
