package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.standalone.ModelFiles;
import io.redoubt.cli.standalone.ModelSource;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.TorchScriptFile;
import io.redoubt.data.file.FileType;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model to attack or evaluate. */
public final class SubjectOption {
    private static final String MODEL = "--model";

    @Option(
            names = MODEL,
            required = true,
            paramLabel = "FILE",
            description = {
                "Model file (safetensors with a description). Can be repeated for an ensemble, which is attacked and"
                        + " evaluated as one function.",
                "Or one TorchScript archive, with --input-size. Its code is executed; only use an archive that you trust."
            })
    private List<Path> files;

    @Mixin
    private InputOptions input;

    public List<Path> files() {
        return files;
    }

    /** @throws InvalidFieldException naming the option, if a file is not usable or named twice */
    public ModelSource read() {
        for (Path file : files) {
            if (OptionErrors.ofFile(MODEL, file, FileType::of) == FileType.TORCHSCRIPT) {
                requireAlone(file);
                return new TorchScriptFile(file, input.read());
            }
        }
        requireDistinct();
        ModelSource models = ModelFiles.read(files);
        input.requireNone();
        return models;
    }

    private void requireDistinct() {
        Set<Path> members = new HashSet<>();
        for (Path file : files) {
            if (!members.add(file.toAbsolutePath().normalize())) {
                throw new InvalidFieldException(MODEL, file + " is named twice; name each member of an ensemble once");
            }
        }
    }

    private void requireAlone(Path file) {
        if (files.size() > 1) {
            throw new InvalidFieldException(
                    MODEL, file + " is a TorchScript archive, which cannot be a member of an ensemble; use it alone");
        }
    }
}
