package io.redoubt.cli.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where examples are written: a folder to keep, or one that is gone when it is closed.
 *
 * @param path the folder
 * @param kept whether it stays
 */
public record ResultFolder(Path path, boolean kept) implements AutoCloseable {

    /** The folder wanted, made if it is not there, or one for the time being. */
    public static ResultFolder of(Optional<Path> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return new ResultFolder(Files.createTempDirectory("redoubt-"), false);
        }
        TargetFile.folder(wanted.get());
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
