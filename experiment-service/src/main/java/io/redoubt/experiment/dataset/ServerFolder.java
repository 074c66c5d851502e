package io.redoubt.experiment.dataset;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.source.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of the service from which users may add data sets. Paths that leave it are rejected, and so are symbolic
 * links.
 *
 * @param root the directory; empty if the operator has configured none
 */
record ServerFolder(Optional<Path> root) {

    private static final String FIELD = "path";

    /**
     * Returns a directory or an archive in the folder.
     *
     * @param path relative to the folder
     * @throws InvalidFieldException if there is none, or it contains symbolic links
     */
    Path resolve(String path) throws IOException {
        Path folder = root.orElseThrow(() -> invalid("is not enabled; upload the files, or set redoubt.data.folder"))
                .toRealPath();
        Path file = inside(folder, path);
        // A link in the path itself changes the real path.
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !file.toRealPath().equals(file)) {
            throw invalid(Ids.quote(path) + " does not exist in the folder of this service, or is a symbolic link");
        }
        if (Files.isDirectory(file)) {
            requireNoLinks(file);
        } else if (!Files.isRegularFile(file) || !Archive.hasName(path)) {
            throw invalid(Ids.quote(path) + " is neither a directory nor an archive; use .zip, .tar, .tar.gz or .tgz");
        }
        return file;
    }

    private static Path inside(Path folder, String path) {
        try {
            Path file = folder.resolve(path).normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw invalid(Ids.quote(path) + " is not a path below the folder of this service; use a path relative to it");
    }

    private static void requireNoLinks(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Optional<Path> link = files.filter(Files::isSymbolicLink).findFirst();
            if (link.isPresent()) {
                throw invalid("contains the symbolic link " + directory.relativize(link.get())
                        + "; replace it with the file or directory");
            }
        }
    }

    private static InvalidFieldException invalid(String problem) {
        return new InvalidFieldException(FIELD, problem);
    }
}
