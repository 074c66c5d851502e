package io.redoubt.cli.client;

import io.redoubt.api.Json;
import io.redoubt.api.report.Report;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A finished experiment's report as files. */
public final class ReportFiles {

    private static final String JSON = "report.json";
    private static final List<String> NAMES = List.of(JSON, "report.md", "report.html");

    /** Reports of older versions do not have it. */
    private static final String ROBUSTBENCH = "robustbench.json";

    private ReportFiles() {}

    /** Where a local run leaves the report of an experiment. */
    public static Path folder(Path home, String experiment) {
        return home.resolve("reports").resolve(experiment);
    }

    /** The report that a local run has left over {@code home}. */
    public static Optional<Report> kept(Path home, String experiment) throws IOException {
        Path file = folder(home, experiment).resolve(JSON);
        return Files.exists(file) ? Optional.of(Json.read(Files.readAllBytes(file), Report.class)) : Optional.empty();
    }

    /** Copies the report into {@code folder} and returns the page to open, {@code report.html}. */
    public static Path fetch(ObjectStore store, String experiment, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            store.download(StoreKeys.experiment(experiment, name), folder.resolve(name));
        }
        String robustBench = StoreKeys.experiment(experiment, ROBUSTBENCH);
        if (store.head(robustBench).isPresent()) {
            store.download(robustBench, folder.resolve(ROBUSTBENCH));
        }
        return folder.resolve("report.html");
    }
}
