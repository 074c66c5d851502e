package io.redoubt.pipeline.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The store's place in the configuration. */
@ConfigMapping(prefix = "redoubt.store")
public interface StoreConfig {

    /** {@code http://host:port} or {@code https://host}. */
    URI endpoint();

    /** Name of the bucket. */
    @WithDefault("redoubt")
    String bucket();

    /** Names the key pair. */
    String accessKey();

    /** Signs requests. */
    String secretKey();

    /** As the server wants it in signatures. */
    @WithDefault("us-east-1")
    String region();

    /** PEM file of the authority that vouches for the server of an https endpoint; the JVM's own if there is none. */
    Optional<Path> ca();

    /** The same as a value. */
    default StoreSettings settings() {
        return new StoreSettings(endpoint(), bucket(), accessKey(), secretKey(), region(), ca());
    }
}
