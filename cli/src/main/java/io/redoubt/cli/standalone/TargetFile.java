package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where results go. What would fail at the end fails before the work. */
public final class TargetFile {

    private static final String OUT = "--out";

    private TargetFile() {}

    /**
     * Makes the folder of a file that is to be written.
     *
     * @param inputs files that must not be overwritten
     * @throws InvalidFieldException when it cannot be a file, or is one of the inputs
     */
    public static void prepare(Path file, List<Path> inputs) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFieldException(OUT, file + " is a directory; name a file, such as examples.safetensors");
        }
        for (Path input : inputs) {
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new InvalidFieldException(OUT, file + " is also an input; name another file");
            }
        }
        folder(file.toAbsolutePath().getParent());
    }

    /** Makes a folder that results are to be written into. */
    public static void folder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InvalidFieldException(OUT, folder + " cannot be created as a directory; name another path");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidFieldException(OUT, folder + " is not writable; name another path");
        }
    }
}
