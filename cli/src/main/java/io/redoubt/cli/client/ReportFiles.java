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

/** The files of an experiment's report. */
public final class ReportFiles {

    private static final String JSON = "report.json";
    private static final List<String> NAMES = List.of(JSON, "report.md", "report.html");

    /** Missing in reports of older versions. */
    private static final String ROBUSTBENCH = "robustbench.json";

    private ReportFiles() {}

    /** The directory in which a local run saves the report of an experiment. */
    public static Path directory(Path home, String experiment) {
        return home.resolve("reports").resolve(experiment);
    }

    /** Reads the report that a local run saved in {@code home}. */
    public static Optional<Report> saved(Path home, String experiment) throws IOException {
        Path file = directory(home, experiment).resolve(JSON);
        return Files.exists(file)
                ? Optional.of(Json.readSanitized(Files.readAllBytes(file), Report.class))
                : Optional.empty();
    }

    /** Downloads the report to {@code directory} and returns the path of {@code report.html}. */
    public static Path download(ObjectStore store, String experiment, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            store.download(StoreKeys.experiment(experiment, name), directory.resolve(name));
        }
        String robustBench = StoreKeys.experiment(experiment, ROBUSTBENCH);
        if (store.head(robustBench).isPresent()) {
            store.download(robustBench, directory.resolve(ROBUSTBENCH));
        }
        return directory.resolve("report.html");
    }
}
