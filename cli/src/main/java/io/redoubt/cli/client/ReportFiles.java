package io.redoubt.cli.client;

import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A finished experiment's report as files. */
public final class ReportFiles {

    private static final List<String> NAMES = List.of("report.json", "report.md", "report.html");

    private ReportFiles() {}

    /** Copies the report into {@code folder} and returns the page to open, {@code report.html}. */
    public static Path fetch(ObjectStore store, String experiment, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            store.download(StoreKeys.experiment(experiment, name), folder.resolve(name));
        }
        return folder.resolve("report.html");
    }
}
