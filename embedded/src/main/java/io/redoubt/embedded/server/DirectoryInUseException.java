package io.redoubt.embedded.server;

import java.nio.file.Path;

/** Another live server, in this process or in another, holds the directory. */
public final class DirectoryInUseException extends EmbeddedException {

    private final transient Path directory;

    DirectoryInUseException(Path directory, String holder) {
        super("directory %s is in use by %s: stop that process, or choose another directory"
                .formatted(directory, holder));
        this.directory = directory;
    }

    /** The directory that is held, absolute. */
    public Path directory() {
        return directory;
    }
}
