package io.redoubt.embedded.server;

import java.nio.file.Path;

/** Another live server, in this or another process, uses the directory. */
public final class DirectoryInUseException extends EmbeddedException {

    DirectoryInUseException(Path directory, String holder) {
        super("directory %s is in use by %s: stop that process, or choose another directory"
                .formatted(directory, holder));
    }
}
