package io.redoubt.embedded.s3;

import io.redoubt.embedded.server.TlsKeyStore;
import java.util.Objects;
import java.util.function.Function;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * TLS key and users of an https server.
 *
 * @param keys key store of the server; the certificate must be for 127.0.0.1
 * @param users maps the server's store to a locator that selects the store of a user by access key
 */
public record S3Tls(TlsKeyStore keys, Function<BlobStore, BlobStoreLocator> users) {

    public S3Tls {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(users, "users");
    }
}
