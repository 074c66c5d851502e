package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.file.ReadErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks and creates output paths before the work starts, so that a long run does not fail at its end. */
public final class TargetFile {

    /** The option that names most of them. */
    public static final String OUT = "--out";

    private TargetFile() {}

    /**
     * Creates the folder of an output file.
     *
     * @return the file
     * @param option that names the file
     * @param inputs files that must not be overwritten
     * @throws InvalidFieldException if it is a directory, cannot be written, or is one of the inputs
     */
    public static Path prepare(String option, Path file, List<Path> inputs) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFieldException(
                    option, file + " is a directory; name a file, such as " + file.resolve("model.safetensors"));
        }
        for (Path input : inputs) {
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new InvalidFieldException(option, file + " is also an input; name another file");
            }
        }
        folder(option, file.toAbsolutePath().getParent());
        return file;
    }

    /**
     * Creates an output folder.
     *
     * @return the folder
     * @throws InvalidFieldException if it cannot be created or is not writable
     */
    public static Path folder(String option, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidFieldException(option, folder + " cannot be created as a directory; name another path");
        } catch (IOException e) {
            throw new InvalidFieldException(
                    option,
                    folder + " cannot be created as a directory: " + ReadErrors.reason(e) + "; or name another path");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidFieldException(option, folder + " is not writable; name another path");
        }
        return folder;
    }
}
