package io.redoubt.embedded.s3;

import io.redoubt.embedded.server.TlsKeyStore;
import java.util.Objects;
import java.util.function.Function;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * How an https server identifies itself and its users.
 *
 * @param keys the server's key; clients check that its certificate is for 127.0.0.1
 * @param users given the server's store, finds the store of the user with an access key
 */
public record S3Tls(TlsKeyStore keys, Function<BlobStore, BlobStoreLocator> users) {

    public S3Tls {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(users, "users");
    }
}
