package io.redoubt.cli.command;

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

/** Which deployment a command talks to: the one named, or else the local server that runs over the home folder. */
final class DeploymentOptions {

    private static final String REGION = "us-east-1";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka of the deployment (default: KAFKA_BOOTSTRAP_SERVERS, else the local server's).",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-}")
    private String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka's security settings, a properties file as Kafka's own tools take it "
                    + "(default: the variables KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_... and KAFKA_SSL_...).")
    private Optional<Path> kafkaConfig = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "S3 endpoint of the deployment (default: REDOUBT_STORE_ENDPOINT, else the local server's); "
                    + "keys come from REDOUBT_STORE_ACCESS_KEY and REDOUBT_STORE_SECRET_KEY.",
            defaultValue = "${env:REDOUBT_STORE_ENDPOINT:-}")
    private String store;

    @Option(
            names = "--store-ca",
            paramLabel = "FILE",
            description = "PEM file of the authority that vouches for an https store "
                    + "(default: REDOUBT_STORE_CA, else Java's own).",
            defaultValue = "${env:REDOUBT_STORE_CA:-}")
    private String storeCa;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "Bucket of the deployment (default: REDOUBT_STORE_BUCKET, else redoubt).",
            defaultValue = "${env:REDOUBT_STORE_BUCKET:-redoubt}")
    private String bucket;

    @Mixin
    private HomeOption home;

    /** Something done with the store. */
    @FunctionalInterface
    interface StoreUse {
        int with(ObjectStore store) throws Exception;
    }

    /** Something done with Kafka and the store. */
    @FunctionalInterface
    interface Use {
        int with(ExperimentClient client, ObjectStore store) throws Exception;
    }

    /**
     * Uses the deployment's Kafka and store. Where none is named and no local server runs, the local pipeline runs for as
     * long.
     *
     * @throws InvalidFieldException if only one of the two is named: they would not belong together
     */
    int withBoth(Use use) throws Exception {
        if (kafka.isBlank() != store.isBlank()) {
            String missing = kafka.isBlank() ? "--kafka" : "--store";
            throw new InvalidFieldException(missing, "is missing; name Kafka and the store of the same deployment");
        }
        if (kafka.isBlank() && RunningServer.at(home.path()).isEmpty()) {
            return LocalPipeline.run(home.path(), 0, (server, stopping) -> withStore(opened -> use.with(client(), opened)));
        }
        return withStore(opened -> use.with(client(), opened));
    }

    ExperimentClient client() {
        if (!kafka.isBlank()) {
            return new ExperimentClient(cluster());
        }
        return RunningServer.at(home.path())
                .map(server -> new ExperimentClient(server.kafka()))
                .orElseThrow(() -> new IllegalStateException("no local server runs over " + home.path()
                        + "; start one with `redoubt serve`, or name a deployment with --kafka"));
    }

    /** The deployment's cluster. @throws IllegalStateException if none is named */
    ClientSettings cluster() {
        if (kafka.isBlank()) {
            throw new IllegalStateException("no cluster is named; use --kafka or KAFKA_BOOTSTRAP_SERVERS");
        }
        return ClientSettings.secured(kafka, kafkaConfig, System.getenv());
    }

    /** Name of the deployment's bucket. */
    String bucket() {
        return bucket;
    }

    /** A finished report: the deployment's, or where none is named and no local server runs, the one that a local run has left. */
    Optional<Report> report(String experiment) throws IOException {
        if (kafka.isBlank() && RunningServer.at(home.path()).isEmpty()) {
            Optional<Report> kept = ReportFiles.kept(home.path(), experiment);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return client().report(experiment);
    }

    /** Uses the deployment's store. Where no local server runs, one is started over the home folder for as long. */
    int withStore(StoreUse use) throws Exception {
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

    /** The data sets in a store. */
    DatasetCatalog catalog(ObjectStore opened) {
        return new DatasetCatalog(opened, new LocalCache(opened, home.path().resolve("cache")));
    }

    private static int use(StoreSettings settings, StoreUse use) throws Exception {
        try (MinioObjectStore opened = new MinioObjectStore(settings)) {
            return use.with(opened);
        }
    }

    private static String secret(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalStateException("the environment variable " + variable + " is not set"));
    }
}
