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
 * An S3 server (S3Proxy over the file system) inside this JVM, on 127.0.0.1.
 *
 * <p>Objects are files under the directory and stay there. Conditional PUTs ({@code If-None-Match: *},
 * {@code If-Match}) are atomic; versioning, tags and life-cycle rules are not offered.
 */
public final class EmbeddedS3 implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedS3.class);
    private static final String DATA = "data";
    private static final String CREDENTIALS = "credentials";
    private static final int MOST_THREADS = 64;
    private static final Duration DRAIN = Duration.ofSeconds(2);

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
     * Starts a server and returns when it listens.
     *
     * @param directory where objects are kept; created when missing
     * @param port 1..65535, or 0 for a free one
     * @param credentials the key pair to accept; when empty, one is generated at the first start and kept in the
     *     directory's file {@code credentials} (readable by its owner only)
     * @throws DirectoryInUseException when another live server holds the directory
     * @throws EmbeddedException when the port is taken or the directory cannot be used
     */
    public static EmbeddedS3 start(Path directory, int port, Optional<S3Credentials> credentials) {
        return start(
                directory,
                port,
                () -> credentials.orElseGet(() -> S3CredentialsFile.readOrCreate(directory.resolve(CREDENTIALS))),
                Optional.empty());
    }

    /**
     * Starts a server that accepts https connections only.
     *
     * @param directory where objects are kept; created when missing
     * @param port 1..65535, or 0 for a free one
     * @param credentials the key pair of {@link #endpoint()}
     * @param tls the server's key and certificate
     * @throws DirectoryInUseException when another live server holds the directory
     * @throws EmbeddedException when the port is taken, or the directory or the key store cannot be used
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
            S3Proxy server = listen(store, port, accepted, tls);
            URI uri = tls.isPresent() ? uri("https", server.getSecurePort()) : uri("http", server.getPort());
            return new EmbeddedS3(lock, server, uri, accepted);
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedException(
                    "%s cannot hold objects (%s): choose a writable directory".formatted(directory, e), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static S3Proxy listen(BlobStore store, int port, S3Credentials credentials, Optional<S3Tls> tls) {
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(store)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                .jettyMaxThreads(MOST_THREADS)
                .stopTimeout(DRAIN.toMillis());
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

    /** Where and with which key pair clients reach the server. */
    public S3Endpoint endpoint() {
        return endpoint;
    }

    /** Lets requests under way end (2 s at most), stops and releases the directory; a second call does nothing. */
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
        } catch (TimeoutException cutOff) {
            // stopped all the same; whoever was still connected sees what a crash would show, and retries
            LOG.debug("S3 requests or connections under way were cut off after {}", DRAIN);
        } catch (Exception e) { // S3Proxy declares no narrower type
            throw new EmbeddedException("the S3 server did not stop in order: " + e.getMessage(), e);
        }
    }
}
