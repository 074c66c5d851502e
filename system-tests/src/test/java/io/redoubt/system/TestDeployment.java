package io.redoubt.system;

import static org.awaitility.Awaitility.await;

import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole deployment on the loopback interface with separate processes for the broker, the store and the services,
 * which reach the store through a {@link StoreProxy}. A second replica of a service has the suffix {@code #2}.
 */
final class TestDeployment implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final String ACCESS_KEY = "system-tests";
    private static final String SECRET_KEY = "system-tests-secret";
    private static final String[] SERVICES = {
        "experiment-service", "pretrain-service", "finetune-service", "attack-service", "eval-service"
    };
    private static final String KAFKA = "kafka";
    private static final String S3 = "s3";

    private final Map<String, JavaProcess> servers = new LinkedHashMap<>();
    private final Map<String, JavaProcess> services = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Path folder;
    private final Map<String, String> settings;
    private final StoreProxy proxy;

    /** Starts all processes with a lock duration of 15 s and returns when every service is ready. */
    TestDeployment(Path folder) {
        this(folder, Map.of("REDOUBT_QUEUE_LOCK", "15s"));
    }

    /**
     * Starts all processes and returns when every service is ready.
     *
     * @param settings environment of all services
     */
    TestDeployment(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        ports.put(KAFKA, freePort());
        ports.put(S3, freePort());
        proxy = new StoreProxy(URI.create("http://127.0.0.1:" + ports.get(S3)));
        startServer(KAFKA);
        startServer(S3);
        awaitServer(KAFKA);
        awaitServer(S3);
        for (String service : SERVICES) {
            start(service);
        }
        services.keySet().forEach(this::awaitReady);
    }

    /** Kills a service with SIGKILL. */
    void kill(String service) {
        services.get(service).kill();
    }

    /** Starts or restarts a service, or another replica, and returns when it is ready. */
    void restart(String service) {
        start(service);
        awaitReady(service);
    }

    /** Kills the broker or the store with SIGKILL. */
    void killServer(String server) {
        servers.get(server).kill();
    }

    /** Restarts the broker or the store on the same port and directory, and returns when it accepts requests. */
    void restartServer(String server) {
        startServer(server);
        awaitServer(server);
    }

    /** The process of a service. */
    JavaProcess process(String service) {
        return services.get(service);
    }

    /** The proxy between the services and the store. */
    StoreProxy storeProxy() {
        return proxy;
    }

    private void startServer(String server) {
        servers.put(
                server,
                JavaProcess.main(
                        "io.redoubt.embedded.EmbeddedMain",
                        Map.of("REDOUBT_S3_ACCESS_KEY", ACCESS_KEY, "REDOUBT_S3_SECRET_KEY", SECRET_KEY),
                        folder.resolve(server + ".log"),
                        "--home",
                        folder.resolve("home").toString(),
                        "--only",
                        server,
                        "--" + server + "-port",
                        ports.get(server).toString()));
    }

    private void awaitServer(String server) {
        await(server + " serves")
                .atMost(START_TIMEOUT)
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> {
                    servers.get(server).requireAlive();
                    new Socket(InetAddress.getLoopbackAddress(), ports.get(server)).close();
                    return true;
                });
    }

    private void start(String service) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        environment.put("REDOUBT_STORE_ENDPOINT", proxy.endpoint(service).toString());
        environment.put("REDOUBT_STORE_ACCESS_KEY", ACCESS_KEY);
        environment.put("REDOUBT_STORE_SECRET_KEY", SECRET_KEY);
        environment.put("REDOUBT_CACHE", folder.resolve("cache").toString());
        environment.put("QUARKUS_HTTP_PORT", "0");
        String module = service.replaceFirst("#.*", "");
        services.put(service, JavaProcess.application(module, environment, folder.resolve(service + ".log")));
    }

    private void awaitReady(String service) {
        ports.put(service, services.get(service).awaitPort());
        await(service + " is ready").atMost(START_TIMEOUT).ignoreExceptions().until(() -> {
            servers.values().forEach(JavaProcess::requireAlive);
            services.get(service).requireAlive();
            return RestAssured.get("http://127.0.0.1:" + ports.get(service) + "/q/health/ready")
                            .statusCode()
                    == 200;
        });
    }

    /** A port for a server that must keep it when it is restarted. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** Kafka's bootstrap servers. */
    String kafka() {
        return "127.0.0.1:" + ports.get(KAFKA);
    }

    /** The REST API of the experiment-service. */
    String rest() {
        return rest("experiment-service");
    }

    /** The REST API of a replica of the experiment-service. */
    String rest(String replica) {
        return "http://127.0.0.1:" + ports.get(replica);
    }

    /** Opens the store without the proxy; the caller closes it. */
    MinioObjectStore openStore() {
        URI store = URI.create("http://127.0.0.1:" + ports.get(S3));
        return new MinioObjectStore(new StoreSettings(store, "redoubt", ACCESS_KEY, SECRET_KEY, "us-east-1"));
    }

    @Override
    public void close() {
        // Kill all at once; a worker would otherwise wait some seconds for the others to leave their groups.
        services.values().forEach(JavaProcess::terminate);
        services.values().forEach(JavaProcess::close);
        servers.values().forEach(JavaProcess::close);
        proxy.close();
    }
}
