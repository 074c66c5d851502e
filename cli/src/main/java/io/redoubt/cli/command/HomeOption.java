package io.redoubt.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a local pipeline keeps its data. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder for the local broker, store, logs and reports (default: ${DEFAULT-VALUE}).",
            defaultValue = ".redoubt")
    private Path home;

    Path path() {
        return home.toAbsolutePath().normalize();
    }
}
