package io.redoubt.cli.local;

import io.redoubt.embedded.s3.S3Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a {@link LocalPipeline} passes to Quarkus.
 *
 * <p>Quarkus instantiates config sources and the application itself and accepts no objects for them. This record is the
 * only place that passes objects.
 *
 * @param settings configuration properties of the services
 * @param kafka bootstrap servers
 * @param s3 S3 endpoint and key pair
 * @param body called once all services have started
 */
record LocalRun(Map<String, String> settings, String kafka, S3Endpoint s3, Body body) {

    private static final AtomicReference<LocalRun> CURRENT = new AtomicReference<>();

    /** Code to execute while the services run. */
    @FunctionalInterface
    interface Body {

        int run(RunningServer server) throws Exception;
    }

    static void set(LocalRun run) {
        CURRENT.set(run);
    }

    static void clear() {
        CURRENT.set(null);
    }

    /** The run of this process, or empty before {@link #set} and while the application is built. */
    static Optional<LocalRun> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Calls the body.
     *
     * @param http base URI of the REST API
     */
    int start(URI http) throws Exception {
        return body.run(new RunningServer(kafka, s3.uri(), s3.accessKey(), s3.secretKey(), http));
    }
}
