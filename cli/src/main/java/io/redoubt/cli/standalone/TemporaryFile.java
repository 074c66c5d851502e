package io.redoubt.cli.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is deleted on close, and when the process is stopped by a signal. */
public final class TemporaryFile implements AutoCloseable {

    private final Path path;
    private final Thread hook = new Thread(this::delete, "temporary-file");

    /** Creates an empty file. */
    public TemporaryFile(String prefix, String suffix) throws IOException {
        path = Files.createTempFile(prefix, suffix);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    private void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return; // the hook runs, or has run
        }
    }
}
