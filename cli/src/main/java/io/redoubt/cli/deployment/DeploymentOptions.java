package io.redoubt.cli.deployment;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.client.ClientSettings;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.LocalPorts;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.cli.option.HomeOption;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.kafka.BootstrapServers;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(
            names = Profile.OPTION,
            converter = IdConverter.class,
            paramLabel = "NAME",
            description = "Read the settings of the deployment that no option and no variable gives from"
                    + " ~/.config/redoubt/NAME.properties (default: REDOUBT_PROFILE).")
    private Optional<String> profile = Optional.empty();

    @Mixin
    private StoreOptions store;

    @Mixin
    private HomeOption home;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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
                    spec.commandLine().getErr(),
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

    /**
     * Runs an operation that only reads from Kafka. If no deployment is given and no local server is running, starts the
     * embedded servers, without the services, for the duration of the operation.
     *
     * @throws IllegalStateException if there is no local pipeline in the home directory
     */
    public <T> T reading(Function<ExperimentClient, T> use) {
        if (!isStopped()) {
            return use.apply(client());
        }
        if (!Files.isDirectory(home.path().resolve("kafka"))) {
            return use.apply(client()); // explains the absence
        }
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(home.path()))) {
            return use.apply(new ExperimentClient(stack.kafka().bootstrapServers()));
        }
    }

    private void requireBothOrNone() {
        boolean local = servers().isBlank();
        if (local == store.isGiven(profile())) {
            String missing = local ? KAFKA : StoreOptions.STORE;
            throw new InvalidFieldException(
                    missing, "is missing; specify both --kafka and --store of the same deployment");
        }
    }

    /** Whether the local server is selected and does not run. */
    boolean isStopped() {
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
        if (!kafka.isBlank()) {
            return kafka;
        }
        String variable = System.getenv().getOrDefault(KAFKA_VARIABLE, "");
        return variable.isBlank() ? profile().settings().getOrDefault(Profile.SERVERS, "") : variable;
    }

    /** The profile that is selected by option or variable. */
    private Profile profile() {
        Map<String, String> environment = System.getenv();
        return profile.or(() -> Optional.of(environment.getOrDefault(Profile.VARIABLE, "")))
                .filter(name -> !name.isBlank())
                .map(name -> Profile.read(Profile.folder(environment, System.getProperty("user.home")), name))
                .orElse(Profile.NONE);
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
        Map<String, String> environment = new HashMap<>(profile().kafkaVariables());
        environment.putAll(System.getenv());
        BootstrapServers.require(sourceOfServers(), servers);
        return ClientSettings.secured(servers, kafkaConfig, environment);
    }

    /** The Kafka cluster of the deployment, or of the running local server; empty if neither is selected. */
    public Optional<ClientSettings> selectedCluster() {
        if (!servers().isBlank()) {
            return Optional.of(cluster());
        }
        return store.isGiven(profile())
                ? Optional.empty()
                : localServer().map(server -> ClientSettings.plain(server.kafka()));
    }

    /** The store of the deployment, or of the running local server; empty if neither is selected. */
    public Optional<StoreSettings> selectedStore() {
        if (store.isGiven(profile())) {
            return Optional.of(store.read(profile()));
        }
        return servers().isBlank() ? localServer().map(RunningServer::storeSettings) : Optional.empty();
    }

    /** The running server of the home directory. */
    public Optional<RunningServer> localServer() {
        return RunningServer.at(home.path());
    }

    /** The home directory of the local pipeline. */
    public Path home() {
        return home.path();
    }

    /** Whether there is a store to read: that of a deployment, or of the home directory. */
    public boolean hasAnyStore() {
        return selectedStore().isPresent() || Files.isDirectory(home.path().resolve("s3"));
    }

    private String sourceOfServers() {
        if (!kafka.isBlank()) {
            return KAFKA;
        }
        return System.getenv().getOrDefault(KAFKA_VARIABLE, "").isBlank()
                ? Profile.SERVERS + " in " + profile().title()
                : KAFKA_VARIABLE;
    }

    /** Whether the store of a deployment is given. */
    public boolean hasStore() {
        return store.isGiven(profile());
    }

    /** Name of the bucket. */
    public String bucket() {
        return store.bucket(profile());
    }

    /** The reports of the deployment. */
    public ExperimentReports reports() {
        return new ExperimentReports(this);
    }

    /**
     * Runs an operation on the store of the deployment. If no store is given and no local server is running, starts the
     * embedded servers for the duration of the operation.
     */
    public int withStore(StoreUse use) throws Exception {
        if (store.isGiven(profile())) {
            return use(store.read(profile()), use);
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
        return new DatasetCatalog(openStore, cache(openStore));
    }

    /** The cache of downloads in the home directory. */
    public LocalCache cache(ObjectStore openStore) {
        return new LocalCache(openStore, home.path().resolve("cache"));
    }

    private static int use(StoreSettings settings, StoreUse use) throws Exception {
        try (MinioObjectStore openStore = new MinioObjectStore(settings)) {
            return use.with(openStore);
        }
    }
}
