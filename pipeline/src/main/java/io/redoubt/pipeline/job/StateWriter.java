package io.redoubt.pipeline.job;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the state of a job to a file. */
@FunctionalInterface
public interface StateWriter {

    /** Writes to {@code file}, which does not exist yet. */
    void write(Path file) throws IOException;
}
