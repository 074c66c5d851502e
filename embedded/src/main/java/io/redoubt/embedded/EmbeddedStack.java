package io.redoubt.embedded;

import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The broker and the S3 server over one home directory, which only one process at a time can use. */
public final class EmbeddedStack implements AutoCloseable {

    private final DirectoryLock lock;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;

    private EmbeddedStack(DirectoryLock lock, EmbeddedKafka kafka, EmbeddedS3 s3) {
        this.lock = lock;
        this.kafka = kafka;
        this.s3 = s3;
    }

    /**
     * Starts both servers concurrently and returns when both accept requests. If one fails to start, the other is
     * stopped.
     *
     * @throws DirectoryInUseException if another live process uses the home directory
     * @throws EmbeddedException if a port is in use or a server does not start
     */
    public static EmbeddedStack start(StackSettings settings) {
        DirectoryLock lock = DirectoryLock.acquire(settings.home());
        FutureTask<EmbeddedS3> startingS3 = new FutureTask<>(
                () -> EmbeddedS3.start(settings.home().resolve("s3"), settings.s3Port(), settings.credentials()));
        new Thread(startingS3, "embedded-s3-start").start();
        EmbeddedKafka kafka;
        try {
            kafka = EmbeddedKafka.start(settings.home().resolve("kafka"), settings.kafkaPort());
        } catch (RuntimeException e) {
            closeS3(startingS3, e);
            lock.close();
            throw e;
        }
        try {
            return new EmbeddedStack(lock, kafka, await(startingS3));
        } catch (RuntimeException e) {
            kafka.close();
            lock.close();
            throw e;
        }
    }

    private static void closeS3(FutureTask<EmbeddedS3> startingS3, RuntimeException failure) {
        try {
            await(startingS3).close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static EmbeddedS3 await(FutureTask<EmbeddedS3> startingS3) {
        try {
            return startingS3.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EmbeddedException known) {
                throw known;
            }
            throw new EmbeddedException("the S3 server did not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while the S3 server started: start again", e);
        }
    }

    /** The broker. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** The S3 server. */
    public EmbeddedS3 s3() {
        return s3;
    }

    /** Stops the broker, then the S3 server, and releases the home directory. A second call does nothing. */
    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            try {
                s3.close();
            } finally {
                lock.close();
            }
        }
    }
}
