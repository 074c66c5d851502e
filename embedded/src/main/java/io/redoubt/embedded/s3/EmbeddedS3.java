package io.redoubt.embedded.s3;

import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import io.redoubt.embedded.server.LoopbackAddress;
import io.redoubt.embedded.server.TlsKeyStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server in this JVM (S3Proxy over the file system), listening on 127.0.0.1.
 *
 * <p>Objects are stored as files in the directory. Conditional PUTs ({@code If-None-Match: *}, {@code If-Match}) are
 * atomic. Versioning, tags and life-cycle rules are not supported.
 */
public final class EmbeddedS3 implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedS3.class);
    private static final String DATA = "data";
    private static final String CREDENTIALS = "credentials";
    private static final int MAX_THREADS = 64;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

    private final DirectoryLock lock;
    private final S3Proxy server;
    private final S3Endpoint endpoint;
    private boolean closed;

    private EmbeddedS3(DirectoryLock lock, S3Proxy server, URI uri, S3Credentials credentials) {
        this.lock = lock;
        this.server = server;
        this.endpoint = new S3Endpoint(uri, credentials.accessKey(), credentials.secretKey());
    }

    /** Starts a server on a free port with the directory's own credentials; see {@link #start(Path, int, Optional)}. */
    public static EmbeddedS3 start(Path directory) {
        return start(directory, LoopbackAddress.ANY_PORT, Optional.empty());
    }

    /**
     * Starts a server and returns when it accepts requests.
     *
     * @param directory data directory; created if missing
     * @param port 1 to 65535, or 0 for any free port
     * @param credentials accepted key pair; if empty, a pair is generated at the first start and stored in the file
     *     {@code credentials} in the directory, readable only by its owner
     * @throws DirectoryInUseException if another live server uses the directory
     * @throws EmbeddedException if the port is in use or the directory is not usable
     */
    public static EmbeddedS3 start(Path directory, int port, Optional<S3Credentials> credentials) {
        return start(
                directory,
                port,
                () -> credentials.orElseGet(() -> S3CredentialsFile.readOrCreate(directory.resolve(CREDENTIALS))),
                Optional.empty());
    }

    /**
     * Starts a server that accepts only https.
     *
     * @param directory data directory; created if missing
     * @param port 1 to 65535, or 0 for any free port
     * @param credentials key pair of {@link #endpoint()}
     * @param tls the server's key and certificate
     * @throws DirectoryInUseException if another live server uses the directory
     * @throws EmbeddedException if the port is in use, or the directory or the key store is not usable
     */
    public static EmbeddedS3 startTls(Path directory, int port, S3Credentials credentials, S3Tls tls) {
        return start(directory, port, () -> credentials, Optional.of(tls));
    }

    private static EmbeddedS3 start(
            Path directory, int port, Supplier<S3Credentials> credentials, Optional<S3Tls> tls) {
        LoopbackAddress.requirePort("the S3 port", port);
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            S3Credentials accepted = credentials.get();
            Path data = Files.createDirectories(
                    directory.toAbsolutePath().normalize().resolve(DATA));
            BlobStore store = new ConditionalPutLock(new FilesystemNio2BlobStore(data.toString()));
            S3Proxy server = startServer(store, port, accepted, tls);
            URI uri = tls.isPresent() ? uri("https", server.getSecurePort()) : uri("http", server.getPort());
            return new EmbeddedS3(lock, server, uri, accepted);
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedException(
                    "cannot store objects in %s (%s): use a writable directory".formatted(directory, e), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static S3Proxy startServer(BlobStore store, int port, S3Credentials credentials, Optional<S3Tls> tls) {
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(store)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                .jettyMaxThreads(MAX_THREADS)
                .stopTimeout(DRAIN_TIMEOUT.toMillis());
        if (tls.isPresent()) {
            TlsKeyStore keys = tls.get().keys();
            builder.secureEndpoint(uri("https", port)).keyStore(keys.file().toString(), keys.password());
        } else {
            builder.endpoint(uri("http", port));
        }
        S3Proxy server = builder.build();
        tls.ifPresent(settings -> server.setBlobStoreLocator(settings.users().apply(store)));
        try {
            server.start();
            return server;
        } catch (Exception e) { // S3Proxy declares no narrower type
            stop(server);
            throw new EmbeddedException(LoopbackAddress.portTaken("S3", port, e), e);
        }
    }

    private static URI uri(String scheme, int port) {
        return URI.create(scheme + "://" + LoopbackAddress.HOST + ":" + port);
    }

    /** URI and key pair for clients. */
    public S3Endpoint endpoint() {
        return endpoint;
    }

    /** Waits up to 2 s for active requests, stops the server and releases the directory. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop(server);
        } finally {
            lock.close();
        }
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (TimeoutException aborted) {
            // The server has stopped. Clients that were still connected see a broken connection and retry.
            LOG.debug("active S3 requests were aborted after {}", DRAIN_TIMEOUT);
        } catch (Exception e) { // S3Proxy declares no narrower type
            throw new EmbeddedException("the S3 server did not shut down cleanly: " + e.getMessage(), e);
        }
    }
}
