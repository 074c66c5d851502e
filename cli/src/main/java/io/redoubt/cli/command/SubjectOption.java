package io.redoubt.cli.command;

import io.redoubt.cli.standalone.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is attacked and judged. */
final class SubjectOption {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description =
                    "A model file, safetensors with our description; given several times, an ensemble that is attacked"
                            + " and judged as one function.")
    private List<Path> files;

    List<Path> files() {
        return files;
    }

    ModelFiles read() {
        return ModelFiles.read(files);
    }
}
