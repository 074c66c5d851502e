package io.redoubt.cli.command;

import io.redoubt.cli.standalone.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of the model. */
final class SubjectOption {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description =
                    "A model file (safetensors with a model description). May be repeated: an ensemble, which is attacked"
                            + " and evaluated as one function.")
    private List<Path> files;

    List<Path> files() {
        return files;
    }

    ModelFiles read() {
        return ModelFiles.read(files);
    }
}
