package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The home directory of the local pipeline. */
public final class HomeOption {

    private static final String DEFAULT = ".redoubt";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Directory for data, logs and reports of the local pipeline (default: ${DEFAULT-VALUE}).",
            defaultValue = DEFAULT)
    private Path home;

    /** Whether it is the one that commands use without the option. */
    public boolean isDefault() {
        return home.equals(Path.of(DEFAULT));
    }

    /** @throws InvalidFieldException when it is a file */
    public Path path() {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new InvalidFieldException("--home", home + " is a file; name a directory");
        }
        return home.toAbsolutePath().normalize();
    }
}
