package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.Report;
import io.redoubt.cli.client.ClientSettings;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a deployment. Without them, a command uses the local server of the home directory. */
public final class DeploymentOptions {

    private static final String REGION = "us-east-1";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka bootstrap servers of the deployment (default: KAFKA_BOOTSTRAP_SERVERS, else the local "
                    + "server).",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-}")
    private String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties file with Kafka client settings, in the format of Kafka's command-line tools "
                    + "(default: the environment variables KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_... and KAFKA_SSL_...).")
    private Optional<Path> kafkaConfig = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "S3 endpoint of the deployment (default: REDOUBT_STORE_ENDPOINT, else the local server). Set "
                    + "the key pair in REDOUBT_STORE_ACCESS_KEY and REDOUBT_STORE_SECRET_KEY.",
            defaultValue = "${env:REDOUBT_STORE_ENDPOINT:-}")
    private String store;

    @Option(
            names = "--store-ca",
            paramLabel = "FILE",
            description = "PEM file with the CA certificates of an https endpoint "
                    + "(default: REDOUBT_STORE_CA, else Java's trust store).",
            defaultValue = "${env:REDOUBT_STORE_CA:-}")
    private String storeCa;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "S3 bucket of the deployment (default: REDOUBT_STORE_BUCKET, else redoubt).",
            defaultValue = "${env:REDOUBT_STORE_BUCKET:-redoubt}")
    private String bucket;

    @Mixin
    private HomeOption home;

    /** An operation on the store. */
    @FunctionalInterface
    public interface StoreUse {
        int with(ObjectStore store) throws Exception;
    }

    /** An operation on Kafka and the store. */
    @FunctionalInterface
    public interface DeploymentUse {
        int with(ExperimentClient client, ObjectStore store) throws Exception;
    }

    /**
     * Runs an operation on the Kafka cluster and the store of the deployment. If no deployment is given and no local
     * server is running, starts the local pipeline for the duration of the operation.
     *
     * @throws InvalidFieldException if only one of {@code --kafka} and {@code --store} is given
     */
    public int withBoth(DeploymentUse use) throws Exception {
        if (kafka.isBlank() != store.isBlank()) {
            String missing = kafka.isBlank() ? "--kafka" : "--store";
            throw new InvalidFieldException(
                    missing, "is missing; specify both --kafka and --store of the same deployment");
        }
        if (kafka.isBlank() && RunningServer.at(home.path()).isEmpty()) {
            return LocalPipeline.run(
                    home.path(), 0, (server, stopping) -> withStore(openStore -> use.with(client(), openStore)));
        }
        return withStore(openStore -> use.with(client(), openStore));
    }

    public ExperimentClient client() {
        if (!kafka.isBlank()) {
            return new ExperimentClient(cluster());
        }
        return RunningServer.at(home.path())
                .map(server -> new ExperimentClient(server.kafka()))
                .orElseThrow(() -> new IllegalStateException("no local server is running in " + home.path()
                        + "; start one with `redoubt serve`, or specify a deployment with --kafka"));
    }

    /**
     * The Kafka cluster of the deployment.
     *
     * @throws IllegalStateException if none is given
     */
    public ClientSettings cluster() {
        if (kafka.isBlank()) {
            throw new IllegalStateException("no Kafka cluster specified; use --kafka or KAFKA_BOOTSTRAP_SERVERS");
        }
        return ClientSettings.secured(kafka, kafkaConfig, System.getenv());
    }

    /** Name of the bucket. */
    public String bucket() {
        return bucket;
    }

    /**
     * The report of a finished experiment. If no deployment is given and no local server is running, reads the report
     * that a local run has saved.
     */
    public Optional<Report> report(String experiment) throws IOException {
        if (kafka.isBlank() && RunningServer.at(home.path()).isEmpty()) {
            Optional<Report> saved = ReportFiles.saved(home.path(), experiment);
            if (saved.isPresent()) {
                return saved;
            }
        }
        return client().report(experiment);
    }

    /**
     * Runs an operation on the store of the deployment. If no store is given and no local server is running, starts the
     * embedded servers for the duration of the operation.
     */
    public int withStore(StoreUse use) throws Exception {
        Optional<RunningServer> running = RunningServer.at(home.path());
        if (!store.isBlank()) {
            return use(
                    new StoreSettings(
                            URI.create(store),
                            bucket,
                            secret("REDOUBT_STORE_ACCESS_KEY"),
                            secret("REDOUBT_STORE_SECRET_KEY"),
                            REGION,
                            storeCa.isBlank() ? Optional.empty() : Optional.of(Path.of(storeCa))),
                    use);
        }
        if (running.isPresent()) {
            return use(running.get().storeSettings(), use);
        }
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(home.path()))) {
            return use(RunningServer.storeSettings(stack.s3().endpoint()), use);
        }
    }

    /** The catalog of data sets in a store. */
    public DatasetCatalog catalog(ObjectStore openStore) {
        return new DatasetCatalog(
                openStore, new LocalCache(openStore, home.path().resolve("cache")));
    }

    private static int use(StoreSettings settings, StoreUse use) throws Exception {
        try (MinioObjectStore openStore = new MinioObjectStore(settings)) {
            return use.with(openStore);
        }
    }

    private static String secret(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalStateException("the environment variable " + variable + " is not set"));
    }
}
