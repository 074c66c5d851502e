package io.redoubt.system;

import static org.awaitility.Awaitility.await;

import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole deployment on the loopback interface: one process for broker and store, one for each service. */
final class Pipeline implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String ACCESS_KEY = "system-tests";
    private static final String SECRET_KEY = "system-tests-secret";
    private static final String[] SERVICES = {
        "experiment-service", "pretrain-service", "finetune-service", "attack-service", "eval-service"
    };

    /** How long a killed worker's job waits for another. */
    private static final String LOCK = "15s";

    private final JavaProcess stack;
    private final Map<String, JavaProcess> services = new LinkedHashMap<>();
    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final String kafka;
    private final URI store;

    /** Starts everything and returns when every service is ready. */
    Pipeline(Path folder) {
        this.folder = folder;
        stack = JavaProcess.main(
                "io.redoubt.embedded.EmbeddedMain",
                Map.of("REDOUBT_S3_ACCESS_KEY", ACCESS_KEY, "REDOUBT_S3_SECRET_KEY", SECRET_KEY),
                folder.resolve("stack.log"),
                "--home",
                folder.resolve("home").toString());
        kafka = printed(stack, "kafka=(\\S+)");
        store = URI.create(printed(stack, "s3=(\\S+)"));
        for (String service : SERVICES) {
            ports.put(service, freePort());
            start(service);
        }
        services.keySet().forEach(this::awaitReady);
    }

    /** Kills a service as kill -9 does. */
    void kill(String service) {
        services.get(service).kill();
    }

    /** Starts a service that was killed, and returns when it is ready. */
    void restart(String service) {
        start(service);
        awaitReady(service);
    }

    private void start(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("REDOUBT_STORE_ENDPOINT", store.toString());
        environment.put("REDOUBT_STORE_ACCESS_KEY", ACCESS_KEY);
        environment.put("REDOUBT_STORE_SECRET_KEY", SECRET_KEY);
        environment.put("REDOUBT_CACHE", folder.resolve("cache").toString());
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(service)));
        environment.put("REDOUBT_QUEUE_LOCK", LOCK);
        services.put(service, JavaProcess.application(service, environment, folder.resolve(service + ".log")));
    }

    private void awaitReady(String service) {
        await(service + " is ready").atMost(LONGEST_START).ignoreExceptions().until(() -> {
            stack.requireAlive();
            services.values().forEach(JavaProcess::requireAlive);
            return RestAssured.get("http://127.0.0.1:" + ports.get(service) + "/q/health/ready")
                            .statusCode()
                    == 200;
        });
    }

    private static String printed(JavaProcess process, String pattern) {
        Pattern line = Pattern.compile(pattern);
        await("the stack prints " + pattern).atMost(LONGEST_START).until(() -> {
            process.requireAlive();
            return line.matcher(process.output()).find();
        });
        Matcher matcher = line.matcher(process.output());
        matcher.find();
        return matcher.group(1);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** Kafka's bootstrap servers. */
    String kafka() {
        return kafka;
    }

    /** The REST API of the experiment-service. */
    String rest() {
        return "http://127.0.0.1:" + ports.get("experiment-service");
    }

    /** Opens the store; the caller closes it. */
    MinioObjectStore openStore() {
        return new MinioObjectStore(new StoreSettings(store, "redoubt", ACCESS_KEY, SECRET_KEY, "us-east-1"));
    }

    @Override
    public void close() {
        services.values().forEach(JavaProcess::close);
        stack.close();
    }
}
