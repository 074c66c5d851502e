package io.redoubt.pipeline.job;

import io.redoubt.pipeline.scratch.ProcessDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** A folder that lives as long as one run of a job. */
final class ScratchDirectory implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ScratchDirectory.class);

    private final Path folder;

    ScratchDirectory() {
        try {
            folder = ProcessDirectory.create("job-");
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch folder; set java.io.tmpdir to a writable one", e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warnf("a scratch folder is left behind: %s", e.getMessage());
        }
    }
}
