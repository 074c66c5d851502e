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
            throw new InvalidFieldException(OUT, file + " is a folder; name a file, such as examples.safetensors");
        }
        for (Path input : inputs) {
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new InvalidFieldException(OUT, file + " is itself what is read; name another file");
            }
        }
        folder(file.toAbsolutePath().getParent());
    }

    /** Makes a folder that results are to be written into. */
    public static void folder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InvalidFieldException(OUT, folder + " cannot be made a folder; name another place");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidFieldException(OUT, folder + " cannot be written to; name another place");
        }
    }
}
