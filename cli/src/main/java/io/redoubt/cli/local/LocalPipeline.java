package io.redoubt.cli.local;

import io.quarkus.runtime.Quarkus;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.embedded.s3.S3Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Kafka, the object store and all services in this process, over one home directory. */
public final class LocalPipeline {

    private static final long SHUTDOWN_SECONDS = 40;

    private final Path home;
    private final EmbeddedStack stack;
    private final CountDownLatch servicesStopped = new CountDownLatch(1);
    private volatile boolean stopping;

    private LocalPipeline(Path home, EmbeddedStack stack) {
        this.home = home;
        this.stack = stack;
    }

    /** Code to execute while the pipeline runs. */
    @FunctionalInterface
    public interface Body {

        /**
         * Returns the exit code.
         *
         * @param stopping whether the process has received a termination signal
         */
        int run(RunningServer server, BooleanSupplier stopping) throws Exception;
    }

    /**
     * Starts the broker, the store and the services, runs {@code body}, and stops everything in reverse order. Does the
     * same after a termination signal.
     *
     * @param home directory for data and logs
     * @param httpPort port of the REST API on the loopback interface; 0 for a free port
     * @return the value that {@code body} returned, or 1 if the services failed to start or {@code body} failed
     * @throws io.redoubt.embedded.server.EmbeddedException if the home directory is in use or a server does not start
     */
    public static int run(Path home, int httpPort, Body body) throws IOException {
        Files.createDirectories(home);
        return new LocalPipeline(home, EmbeddedStack.start(StackSettings.at(home))).run(httpPort, body);
    }

    private int run(int httpPort, Body body) {
        // On a signal, Quarkus stops in its own shutdown hook, concurrently with this one. The broker and the store
        // must stay up until it has finished.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAfterServices, "redoubt-shutdown"));
        AtomicInteger exitCode = new AtomicInteger();
        try {
            LocalRun.set(new LocalRun(settings(httpPort), stack.kafka().bootstrapServers(), s3(), server -> {
                server.announce(home);
                return body.run(server, () -> stopping);
            }));
            Quarkus.run(LocalApplication.class, (code, failure) -> exitCode.set(failure == null ? code : 1));
        } finally {
            LocalRun.clear();
            RunningServer.withdraw(home);
            servicesStopped.countDown();
            stack.close();
        }
        return exitCode.get();
    }

    private void closeAfterServices() {
        stopping = true;
        try {
            if (!servicesStopped.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the services did not stop within " + SHUTDOWN_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stack.close();
    }

    private S3Endpoint s3() {
        return stack.s3().endpoint();
    }

    /** Quarkus treats environment variables of Kafka as separate properties, so the address overrides both names. */
    private Map<String, String> settings(int httpPort) {
        return Map.of(
                "kafka.bootstrap.servers", stack.kafka().bootstrapServers(),
                "KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers(),
                "redoubt.store.endpoint", s3().uri().toString(),
                "redoubt.store.access-key", s3().accessKey(),
                "redoubt.store.secret-key", s3().secretKey(),
                "redoubt.cache", home.resolve("cache").toString(),
                "quarkus.http.port", String.valueOf(httpPort),
                "quarkus.log.file.path", home.resolve("redoubt.log").toString());
    }
}
