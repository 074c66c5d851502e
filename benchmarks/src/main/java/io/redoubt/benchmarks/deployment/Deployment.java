package io.redoubt.benchmarks.deployment;

import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A broker and a store on the loopback interface in one process, and services in processes of their own. */
public final class Deployment implements AutoCloseable {
    private static final String KEY = "benchmark";
    private static final String SECRET = "benchmark-secret";
    private static final String READY = "Listening on:";

    private final Path root;
    private final Path folder;
    private final Deque<ChildProcess> processes = new ArrayDeque<>();
    private final String kafka;
    private final StoreSettings store;

    /**
     * Starts the broker and the store.
     *
     * @param root the folder of the repository, with packaged services
     */
    public Deployment(Path root) {
        this.root = root;
        this.folder = newFolder();
        ChildProcess servers = started(ChildProcess.start(
                java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.redoubt.embedded.EmbeddedMain",
                        "--home",
                        path("home")),
                Map.of("REDOUBT_S3_ACCESS_KEY", KEY, "REDOUBT_S3_SECRET_KEY", SECRET),
                folder.resolve("servers.log")));
        URI endpoint = URI.create(value(servers.awaitLine("s3=")));
        kafka = value(servers.awaitLine("kafka="));
        store = new StoreSettings(endpoint, "redoubt", KEY, SECRET, "us-east-1");
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("redoubt-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for the deployment", e);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private ChildProcess started(ChildProcess process) {
        processes.push(process);
        return process;
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxRAMPercentage=25",
                "-Dai.djl.offline=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts services at the same time and returns when all accept requests. */
    public void start(List<Service> services) {
        services.stream().map(this::launched).toList().forEach(process -> process.awaitLine(READY));
    }

    /** Starts a service and returns when it accepts requests. */
    public ChildProcess start(Service service) {
        ChildProcess process = launched(service);
        process.awaitLine(READY);
        return process;
    }

    private ChildProcess launched(Service service) {
        Map<String, String> environment = new TreeMap<>(service.settings());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("REDOUBT_STORE_ENDPOINT", store.endpoint().toString());
        environment.put("REDOUBT_STORE_ACCESS_KEY", KEY);
        environment.put("REDOUBT_STORE_SECRET_KEY", SECRET);
        environment.put("REDOUBT_CACHE", path("cache"));
        environment.put("QUARKUS_HTTP_PORT", "0");
        String jar = root.resolve(service.name())
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString();
        Path log = folder.resolve(service.name() + "-" + processes.size() + ".log");
        return started(ChildProcess.start(java("-jar", jar), environment, log));
    }

    /** Ends a process before the others. */
    public void stop(ChildProcess process) {
        processes.remove(process);
        process.close();
    }

    /** Publishes a data set. */
    public void publish(ImageDataset dataset) {
        Path file = folder.resolve(dataset.name() + ".safetensors");
        try (MinioObjectStore opened = openStore()) {
            new DatasetCatalog(opened, new LocalCache(opened, folder.resolve("published")))
                    .publish(file, DatasetFile.write(dataset, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the data set", e);
        }
    }

    /** Returns the broker's {@code host:port}. */
    public String kafka() {
        return kafka;
    }

    /** Opens the store; the caller closes it. */
    public MinioObjectStore openStore() {
        return new MinioObjectStore(store);
    }

    /** Returns a folder that is deleted on close. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        while (!processes.isEmpty()) {
            processes.pop().close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
