package io.redoubt.cli.deployment;

import io.redoubt.api.report.Report;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reports of finished experiments. If no deployment is given and no local server is running, reads those that local runs
 * have saved.
 */
public final class ExperimentReports {

    private final DeploymentOptions deployment;

    ExperimentReports(DeploymentOptions deployment) {
        this.deployment = deployment;
    }

    /**
     * The report of an experiment.
     *
     * @throws io.redoubt.api.event.UnknownExperimentException if there is no such experiment
     * @throws IllegalStateException if it has no report
     */
    public Report report(String experiment) throws IOException {
        if (deployment.isStopped()) {
            Optional<Report> saved = ReportFiles.saved(deployment.home(), experiment);
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        return deployment.client().requireReport(experiment);
    }

    /**
     * A file of the report of an experiment.
     *
     * @param name such as {@code report.html}
     * @throws io.redoubt.api.event.UnknownExperimentException if there is no such experiment
     * @throws IllegalStateException if it has no report
     */
    public byte[] file(String experiment, String name) throws Exception {
        Path saved = ReportFiles.directory(deployment.home(), experiment).resolve(name);
        if (deployment.isStopped() && Files.exists(saved)) {
            return Files.readAllBytes(saved);
        }
        deployment.client().requireReport(experiment);
        List<StoredObject> found = new ArrayList<>();
        deployment.withStore(store -> {
            store.get(StoreKeys.experiment(experiment, name)).ifPresent(found::add);
            return ExitCode.OK;
        });
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the store has no " + name + " of " + experiment + "; check --store and --bucket"))
                .content();
    }
}
