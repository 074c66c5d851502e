package io.redoubt.cli.standalone;

import io.redoubt.pipeline.scratch.ProcessDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that examples are written to: a named folder, or a temporary one that is deleted on close.
 *
 * @param path the folder
 * @param kept whether the folder is kept on close
 */
public record ResultFolder(Path path, boolean kept) implements AutoCloseable {

    /** Returns the named folder, created if missing, or a new temporary one. */
    public static ResultFolder of(Optional<Path> wanted) throws IOException {
        if (wanted.isEmpty()) {
            ProcessDirectory.removeOnExit();
            return new ResultFolder(ProcessDirectory.create("result-"), false);
        }
        TargetFile.folder(TargetFile.OUT, wanted.get());
        return new ResultFolder(wanted.get(), true);
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
