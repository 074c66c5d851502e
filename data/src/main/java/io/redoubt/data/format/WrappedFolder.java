package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A format that, if the files are missing from a folder, looks for them one folder below: archives often contain a folder
 * of their own name.
 */
final class WrappedFolder {
    private static final Set<Code> MISSING = EnumSet.of(Code.MISSING_FILE, Code.EMPTY_CLASS);

    /** Bounds the work for a folder with a folder per class. */
    private static final int SEARCHED = 8;

    private WrappedFolder() {}

    /** @throws DatasetException naming the folder with the files, if there is one */
    static ImageDataset open(DatasetFormat format, String dataset, Path folder, ReadOptions options)
            throws IOException {
        try {
            return format.open(dataset, folder, options);
        } catch (DatasetException e) {
            Optional<Path> below = MISSING.contains(e.code()) ? below(format, dataset, folder) : Optional.empty();
            throw below.map(found -> new DatasetException(
                            e.code(),
                            e.getMessage() + "; " + found + " has files of the format " + format.name() + ": use "
                                    + found,
                            e))
                    .orElse(e);
        }
    }

    private static Optional<Path> below(DatasetFormat format, String dataset, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> folders = FileNames.list(folder).stream()
                .filter(child -> Files.isDirectory(child) && !FileNames.isPassedOver(child))
                .limit(SEARCHED)
                .toList();
        return folders.stream()
                .filter(child -> hasFiles(format, dataset, child))
                .findFirst();
    }

    /** Files that are there but invalid count too. */
    private static boolean hasFiles(DatasetFormat format, String dataset, Path folder) {
        try {
            format.open(dataset, folder, ReadOptions.DEFAULT);
            return true;
        } catch (DatasetException e) {
            return !MISSING.contains(e.code());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
