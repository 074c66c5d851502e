package io.redoubt.cli.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.embedded.s3.S3Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;

/** The whole pipeline in this process, over one home folder. */
public final class LocalPipeline {

    private static final long SHUTDOWN_SECONDS = 40;
    private static final AtomicReference<Body> BODY = new AtomicReference<>();
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private LocalPipeline() {}

    /** What is done while the pipeline runs. */
    @FunctionalInterface
    public interface Body {

        /** Returns the exit code. */
        int run(RunningServer server) throws Exception;
    }

    /**
     * Starts broker, store and services, runs {@code body}, and stops all of them in the reverse order, also when the
     * process is told to end.
     *
     * @param home where data and logs are kept
     * @param httpPort port of the REST API on the loopback interface; 0 for a free one
     * @return what {@code body} returned, or another exit code if the services could not start
     * @throws io.redoubt.embedded.server.EmbeddedException if the home is in use or a server does not start
     */
    public static int run(Path home, int httpPort, Body body) throws IOException {
        Files.createDirectories(home);
        EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(home));
        CountDownLatch servicesStopped = new CountDownLatch(1);
        // A signal stops Quarkus from a hook of its own, at the same time as this one: broker and store must outlive
        // it.
        Thread hook = new Thread(() -> closeAfter(servicesStopped, stack), "redoubt-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        AtomicInteger exitCode = new AtomicInteger();
        try {
            configure(home, httpPort, stack);
            BODY.set(server -> {
                server.announce(home);
                return body.run(server);
            });
            Quarkus.run(Application.class, (code, failure) -> exitCode.set(failure == null ? code : 1));
        } finally {
            RunningServer.withdraw(home);
            servicesStopped.countDown();
            stack.close();
        }
        return exitCode.get();
    }

    /** Whether the process has been told to end. */
    public static boolean stopping() {
        return STOPPING.get();
    }

    private static void closeAfter(CountDownLatch servicesStopped, EmbeddedStack stack) {
        STOPPING.set(true);
        try {
            if (!servicesStopped.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the services did not stop within " + SHUTDOWN_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stack.close();
    }

    private static void configure(Path home, int httpPort, EmbeddedStack stack) {
        S3Endpoint s3 = stack.s3().endpoint();
        Map.of(
                        "kafka.bootstrap.servers", stack.kafka().bootstrapServers(),
                        "redoubt.store.endpoint", s3.uri().toString(),
                        "redoubt.store.access-key", s3.accessKey(),
                        "redoubt.store.secret-key", s3.secretKey(),
                        "redoubt.cache", home.resolve("cache").toString(),
                        "quarkus.http.port", String.valueOf(httpPort),
                        "quarkus.log.file.path", home.resolve("redoubt.log").toString())
                .forEach(System::setProperty);
    }

    /** What Quarkus runs. */
    public static final class Application implements QuarkusApplication {

        @Override
        public int run(String... args) throws Exception {
            return BODY.get().run(server());
        }

        private static RunningServer server() {
            var config = ConfigProvider.getConfig();
            return new RunningServer(
                    config.getValue("kafka.bootstrap.servers", String.class),
                    config.getValue("redoubt.store.endpoint", URI.class),
                    config.getValue("redoubt.store.access-key", String.class),
                    config.getValue("redoubt.store.secret-key", String.class),
                    URI.create("http://127.0.0.1:" + config.getValue("quarkus.http.port", String.class)));
        }
    }
}
