package io.redoubt.pipeline.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** A directory that is deleted on close, or when another process starts after this one was killed. */
public final class ScratchDirectory implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ScratchDirectory.class);

    private final Path folder;

    /** @param prefix start of its name */
    public ScratchDirectory(String prefix) {
        try {
            folder = ProcessDirectory.create(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create a scratch directory; set java.io.tmpdir to a writable one", e);
        }
    }

    /** The directory, which is empty at first. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            ProcessDirectory.remove(folder);
        } catch (IOException e) {
            LOG.warnf("scratch directory not deleted: %s", e.getMessage());
        }
    }
}
