package io.redoubt.cli.command;

import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.pipeline.store.ObjectStore;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which deployment a command talks to: the one named, or else the local server that runs over the home folder. */
final class DeploymentOptions {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka of the deployment (default: KAFKA_BOOTSTRAP_SERVERS, else the local server's).",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-}")
    private String kafka;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "S3 endpoint of the deployment (default: REDOUBT_STORE_ENDPOINT, else the local server's); "
                    + "keys come from REDOUBT_STORE_ACCESS_KEY and REDOUBT_STORE_SECRET_KEY.",
            defaultValue = "${env:REDOUBT_STORE_ENDPOINT:-}")
    private String store;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "Bucket of the deployment (default: REDOUBT_STORE_BUCKET, else redoubt).",
            defaultValue = "${env:REDOUBT_STORE_BUCKET:-redoubt}")
    private String bucket;

    @Mixin
    private HomeOption home;

    ExperimentClient client() {
        return new ExperimentClient(kafka.isBlank() ? local().kafka() : kafka);
    }

    ObjectStore objectStore() {
        if (store.isBlank()) {
            return local().objectStore();
        }
        return Stores.open(
                URI.create(store), bucket, secret("REDOUBT_STORE_ACCESS_KEY"), secret("REDOUBT_STORE_SECRET_KEY"));
    }

    private RunningServer local() {
        return RunningServer.at(home.path())
                .orElseThrow(() -> new IllegalStateException("no local server runs over " + home.path()
                        + "; start one with `redoubt serve`, or name a deployment with --kafka and --store"));
    }

    private static String secret(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalStateException("the environment variable " + variable + " is not set"));
    }
}
