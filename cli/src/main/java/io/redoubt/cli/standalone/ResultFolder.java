package io.redoubt.cli.standalone;

import io.redoubt.pipeline.scratch.ProcessDirectory;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that examples are written to: a named folder, or a temporary one that is deleted on close. */
public final class ResultFolder implements AutoCloseable {

    private final Path path;
    private final Optional<ScratchDirectory> scratch;

    private ResultFolder(Path path, Optional<ScratchDirectory> scratch) {
        this.path = path;
        this.scratch = scratch;
    }

    /** Returns the named folder, created if missing, or a new temporary one. */
    public static ResultFolder of(Optional<Path> wanted) throws IOException {
        if (wanted.isPresent()) {
            TargetFile.folder(TargetFile.OUT, wanted.get());
            return new ResultFolder(wanted.get(), Optional.empty());
        }
        ProcessDirectory.removeOnExit();
        ScratchDirectory scratch = new ScratchDirectory("result-");
        return new ResultFolder(scratch.folder(), Optional.of(scratch));
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        scratch.ifPresent(ScratchDirectory::close);
    }
}
