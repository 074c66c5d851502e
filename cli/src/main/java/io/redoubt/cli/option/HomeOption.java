package io.redoubt.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The home directory of the local pipeline. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Directory for data, logs and reports of the local pipeline (default: ${DEFAULT-VALUE}).",
            defaultValue = ".redoubt")
    private Path home;

    public Path path() {
        return home.toAbsolutePath().normalize();
    }
}
