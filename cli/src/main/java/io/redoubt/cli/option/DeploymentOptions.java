package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.Report;
import io.redoubt.cli.client.ClientSettings;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.LocalPorts;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.kafka.BootstrapServers;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a deployment. Without them, a command uses the local server of the home directory. */
public final class DeploymentOptions {

    private static final String KAFKA = "--kafka";
    private static final String KAFKA_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    @Option(
            names = KAFKA,
            paramLabel = "HOST:PORT",
            description = "Kafka bootstrap servers of the deployment, separated by commas (default: "
                    + "KAFKA_BOOTSTRAP_SERVERS, else the local server).",
            defaultValue = "")
    private String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties file with Kafka client settings, in the format of Kafka's command-line tools "
                    + "(default: the environment variables KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_..., KAFKA_SSL_... and so "
                    + "on).")
    private Optional<Path> kafkaConfig = Optional.empty();

    @Mixin
    private StoreOptions store;

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
        requireBothOrNone();
        if (isStopped()) {
            return LocalPipeline.run(
                    home.path(),
                    LocalPorts.ANY,
                    (server, stopping) -> withStore(openStore -> use.with(client(), openStore)));
        }
        return withStore(openStore -> use.with(client(), openStore));
    }

    /**
     * Runs an operation on the Kafka cluster and the store of the deployment. If no deployment is given and no local
     * server is running, starts the embedded servers, without the services, for the duration of the operation.
     *
     * @throws InvalidFieldException if only one of {@code --kafka} and {@code --store} is given
     */
    public int withServers(DeploymentUse use) throws Exception {
        requireBothOrNone();
        if (isStopped()) {
            try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(home.path()))) {
                ExperimentClient client = new ExperimentClient(stack.kafka().bootstrapServers());
                return use(
                        RunningServer.storeSettings(stack.s3().endpoint()), openStore -> use.with(client, openStore));
            }
        }
        return withStore(openStore -> use.with(client(), openStore));
    }

    private void requireBothOrNone() {
        boolean local = servers().isBlank();
        if (local == store.isGiven()) {
            String missing = local ? KAFKA : StoreOptions.STORE;
            throw new InvalidFieldException(
                    missing, "is missing; specify both --kafka and --store of the same deployment");
        }
    }

    /** Whether the local server is selected and does not run. */
    private boolean isStopped() {
        return servers().isBlank() && RunningServer.at(home.path()).isEmpty();
    }

    public ExperimentClient client() {
        if (!servers().isBlank()) {
            return new ExperimentClient(cluster());
        }
        return RunningServer.at(home.path())
                .map(server -> new ExperimentClient(server.kafka()))
                .orElseThrow(() -> new IllegalStateException(RunningServer.absence(home.path())
                        + "; start one with `redoubt serve`, or specify a deployment with --kafka"));
    }

    private String servers() {
        return kafka.isBlank() ? System.getenv().getOrDefault(KAFKA_VARIABLE, "") : kafka;
    }

    /**
     * The Kafka cluster of the deployment.
     *
     * @throws InvalidFieldException naming the option or variable, if it is missing or not {@code host:port}
     */
    public ClientSettings cluster() {
        String servers = servers();
        if (servers.isBlank()) {
            throw new InvalidFieldException(KAFKA, "is missing; use --kafka or " + KAFKA_VARIABLE);
        }
        BootstrapServers.require(kafka.isBlank() ? KAFKA_VARIABLE : KAFKA, servers);
        return ClientSettings.secured(servers, kafkaConfig, System.getenv());
    }

    /** Whether the store of a deployment is given. */
    public boolean hasStore() {
        return store.isGiven();
    }

    /** Name of the bucket. */
    public String bucket() {
        return store.bucket();
    }

    /**
     * The report of a finished experiment. If no deployment is given and no local server is running, reads the report
     * that a local run has saved.
     *
     * @throws io.redoubt.api.event.UnknownExperimentException if there is no such experiment
     * @throws IllegalStateException if it has no report
     */
    public Report report(String experiment) throws IOException {
        if (isStopped()) {
            Optional<Report> saved = ReportFiles.saved(home.path(), experiment);
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        return client().report(experiment)
                .orElseThrow(() -> new IllegalStateException("experiment " + experiment + " has no report: it is "
                        + client().status(experiment).stateText() + "; `redoubt status " + experiment
                        + "` shows its jobs"));
    }

    /**
     * Runs an operation on the store of the deployment. If no store is given and no local server is running, starts the
     * embedded servers for the duration of the operation.
     */
    public int withStore(StoreUse use) throws Exception {
        if (store.isGiven()) {
            return use(store.read(), use);
        }
        Optional<RunningServer> running = RunningServer.at(home.path());
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
}
