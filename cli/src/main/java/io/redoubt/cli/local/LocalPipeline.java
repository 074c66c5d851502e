package io.redoubt.cli.local;

import io.quarkus.runtime.Quarkus;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.embedded.server.LoopbackAddress;
import io.redoubt.pipeline.config.StartupFailure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Kafka, the object store and all services in this process, over one home directory. */
public final class LocalPipeline {

    private static final Logger LOG = Logger.getLogger(LocalPipeline.class);
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
     * @param notes receives a line about environment variables that have no effect
     * @return the value that {@code body} returned
     * @throws io.redoubt.embedded.server.EmbeddedException if the home directory is in use or a server does not start
     * @throws StartupException if a setting is invalid or the services do not start
     * @throws Exception as thrown by {@code body}
     */
    public static int run(Path home, LocalPorts ports, PrintWriter notes, Body body) throws Exception {
        LocalSettings.check();
        Files.createDirectories(home);
        RunningServer.withdrawStale(home);
        LocalLog.open(home);
        StackSettings servers = new StackSettings(home, ports.kafka(), LoopbackAddress.ANY_PORT, Optional.empty());
        return new LocalPipeline(home, EmbeddedStack.start(servers)).run(ports.http(), notes, body);
    }

    private int run(int httpPort, PrintWriter notes, Body body) throws Exception {
        // On a signal, Quarkus stops in its own shutdown hook, concurrently with this one. The broker and the store
        // must stay up until it has finished.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAfterServices, "redoubt-shutdown"));
        AtomicInteger exitCode = new AtomicInteger();
        AtomicReference<Exception> failed = new AtomicReference<>();
        String kafka = stack.kafka().bootstrapServers();
        S3Endpoint s3 = stack.s3().endpoint();
        Map<String, String> settings = LocalSettings.of(home, kafka, s3, httpPort);
        report(LocalSettings.ignoredVariables(settings, System.getenv().keySet()), notes);
        try {
            LocalRun.set(new LocalRun(settings, kafka, s3, server -> {
                server.announce(home);
                return runBody(body, server, failed);
            }));
            Quarkus.run(LocalApplication.class, (code, failure) -> {
                exitCode.set(code);
                if (failure != null) {
                    LOG.warn("the services did not start", failure);
                    failed.set(new StartupException(StartupFailure.explain(failure), failure));
                }
            });
        } finally {
            LocalRun.clear();
            RunningServer.withdraw(home);
            servicesStopped.countDown();
            stack.close();
        }
        if (failed.get() != null) {
            throw failed.get();
        }
        return exitCode.get();
    }

    private static void report(Set<String> ignored, PrintWriter notes) {
        if (!ignored.isEmpty()) {
            notes.println("note: a local server sets these itself, so the environment variables have no effect: "
                    + String.join(", ", ignored));
            notes.flush();
        }
    }

    private int runBody(Body body, RunningServer server, AtomicReference<Exception> failed) {
        try {
            return body.run(server, () -> stopping);
        } catch (Exception e) { // thrown again by run, after the services have stopped
            failed.set(e);
            return 1;
        }
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
}
