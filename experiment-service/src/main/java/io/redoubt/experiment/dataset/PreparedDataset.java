package io.redoubt.experiment.dataset;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.source.Archive;
import io.redoubt.data.source.DatasetImport;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A data set that has been read from files and is to be stored. Its file is deleted on close. */
public final class PreparedDataset implements AutoCloseable {

    /** The limit of unpacked archives. A data set has at most 2 GiB of pixels, and image files are smaller. */
    private static final long MAX_UNPACKED_BYTES = 8L << 30;

    private final ScratchDirectory scratch;
    private final Path file;
    private final DatasetManifest manifest;

    private PreparedDataset(ScratchDirectory scratch, Path file, DatasetManifest manifest) {
        this.scratch = scratch;
        this.file = file;
        this.manifest = manifest;
    }

    /**
     * Reads files.
     *
     * @param what name and format of the data set, and which images to keep
     * @param source a directory, or an archive of one
     * @param title name of the source in messages
     * @param notes receives what the reader chose and passed over
     * @throws InvalidFieldException if the files do not conform to the format
     */
    public static PreparedDataset read(DatasetImport what, Path source, String title, Consumer<String> notes)
            throws IOException {
        ScratchDirectory scratch = new ScratchDirectory("data-");
        try {
            Path folder = Files.isDirectory(source) ? source : unpacked(what, source, scratch);
            Path file = scratch.folder().resolve(StoreKeys.DATA);
            DatasetManifest manifest = DatasetFile.write(content(what, folder, title, notes), file);
            return new PreparedDataset(scratch, file, manifest);
        } catch (IOException | RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
    }

    private static Path unpacked(DatasetImport what, Path archive, ScratchDirectory scratch) throws IOException {
        try {
            Path folder = Files.createDirectory(scratch.folder().resolve("files"));
            return Archive.unpack(archive, folder, MAX_UNPACKED_BYTES);
        } catch (DatasetException e) {
            throw new InvalidFieldException(what.selection().fields().directory(), e.getMessage());
        }
    }

    /** Messages name the source of the user instead of a temporary folder. */
    private static ImageDataset content(DatasetImport what, Path folder, String title, Consumer<String> notes)
            throws IOException {
        String path = folder.toString();
        try {
            return what.read(folder, note -> notes.accept(note.replace(path, title)));
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(e.field(), e.problem().replace(path, title));
        }
    }

    /** Stores the data set, and returns its manifest. */
    public DatasetManifest publish(DatasetCatalog catalog) {
        catalog.publish(file, manifest);
        return manifest;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
