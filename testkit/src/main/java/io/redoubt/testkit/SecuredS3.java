package io.redoubt.testkit;

import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.s3.S3Tls;
import io.redoubt.embedded.server.TlsKeyStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;

/** An S3 server with https and several users, each restricted by a policy. */
public final class SecuredS3 {

    private SecuredS3() {}

    /**
     * Starts a server on a free port. Its endpoint contains the administrator's key pair.
     *
     * @param directory data directory; created if missing
     * @param keys key store of the server
     * @param administrator key pair with all rights
     * @param users users restricted by their policies; other requests are answered with 403
     */
    public static EmbeddedS3 start(Path directory, TlsKeyStore keys, S3Credentials administrator, List<S3User> users) {
        return EmbeddedS3.startTls(
                directory, 0, administrator, new S3Tls(keys, store -> locator(store, administrator, users)));
    }

    private static BlobStoreLocator locator(BlobStore store, S3Credentials administrator, List<S3User> users) {
        Map<String, AccessGrant> grants = new HashMap<>();
        for (S3User user : users) {
            grants.put(
                    user.credentials().accessKey(),
                    new AccessGrant(
                            user.credentials().secretKey(), new PolicyEnforcingBlobStore(store, user.policy())));
        }
        grants.put(administrator.accessKey(), new AccessGrant(administrator.secretKey(), store));
        return (accessKey, bucket, key) -> grants.get(accessKey);
    }
}
