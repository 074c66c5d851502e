package io.redoubt.pipeline.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Configuration of the store. */
@ConfigMapping(prefix = "redoubt.store")
public interface StoreConfig {

    /** {@code http://host:port} or {@code https://host}. */
    String endpoint();

    /** Name of the bucket. */
    @WithDefault("redoubt")
    String bucket();

    /** Access key id. */
    String accessKey();

    /** Secret access key. */
    String secretKey();

    /** Region used to sign requests. */
    @WithDefault("us-east-1")
    String region();

    /** PEM file of the CA certificates that an https endpoint is verified with. Defaults to the JVM's trust store. */
    Optional<Path> ca();

    /** These settings as a record. */
    default StoreSettings settings() {
        return new StoreSettings(StoreEndpoint.parse(endpoint()), bucket(), accessKey(), secretKey(), region(), ca());
    }
}
