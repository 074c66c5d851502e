package io.redoubt.cli.data;

import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.cli.deployment.DeploymentOptions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the data sets of a deployment, or of the local server. */
abstract class DatasetCommand implements Callable<Integer> {

    @Mixin
    DeploymentOptions deployment;

    @Spec
    CommandSpec spec;

    /** Standard output. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(DatasetManifest dataset) {
        out().printf(
                        Locale.ROOT,
                        "%s@%s  %,d training and %,d test images, %d classes, %d x %d x %d%n",
                        dataset.name(),
                        dataset.sha256().substring(0, 12),
                        dataset.train(),
                        dataset.test(),
                        dataset.classes().size(),
                        dataset.channels(),
                        dataset.height(),
                        dataset.width());
    }

    void printJson(Object value) {
        out().println(new String(Json.pretty(value), StandardCharsets.UTF_8));
    }
}
