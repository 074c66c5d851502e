package io.redoubt.experiment.dataset;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.data.source.Archive;
import io.redoubt.data.source.DatasetImport;
import io.redoubt.data.source.ImportFields;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Adds data sets from uploads and from the folder of the service, one at a time. */
@ApplicationScoped
public class DatasetAdditions {

    static final String FILES = "files";

    /** The fields of a form. */
    public static final ImportFields FIELDS = new ImportFields(FILES, "format", "train", "test", "pad", "fileOrder");

    private final DatasetCatalog catalog;
    private final ServerFolder folder;

    DatasetAdditions(DatasetCatalog catalog, DatasetConfig config) {
        this.catalog = catalog;
        this.folder = new ServerFolder(config.folder());
    }

    /** Returns whether data sets can be added by path. */
    public boolean acceptsPaths() {
        return folder.root().isPresent();
    }

    /**
     * Adds uploaded files.
     *
     * @param files the files of a directory, or one archive
     * @throws InvalidFieldException if they do not conform to the format
     */
    public AddedDataset add(DatasetImport what, List<UploadedFile> files) throws IOException {
        if (files.isEmpty()) {
            throw new InvalidFieldException(FILES, "is missing; send the files of the data set, or an archive of it");
        }
        try (ScratchDirectory scratch = new ScratchDirectory("upload-")) {
            Path last = scratch.folder();
            for (UploadedFile file : files) {
                last = file.moveInto(scratch.folder());
            }
            boolean archive = files.size() == 1 && Archive.hasName(last.toString());
            return add(
                    what,
                    archive ? last : scratch.folder(),
                    archive ? last.getFileName().toString() : "the upload");
        }
    }

    /**
     * Adds files of the folder of the service.
     *
     * @param path a directory or an archive, relative to the folder
     * @throws InvalidFieldException if it does not exist, or does not conform to the format
     */
    public AddedDataset add(DatasetImport what, String path) throws IOException {
        return add(what, folder.resolve(path), path);
    }

    /** One import at a time, because decoding takes memory and disk space. */
    private synchronized AddedDataset add(DatasetImport what, Path source, String title) throws IOException {
        List<String> notes = new ArrayList<>();
        try (PreparedDataset dataset = PreparedDataset.read(what, source, title, notes::add)) {
            DatasetManifest manifest = dataset.publish(catalog);
            return new AddedDataset(catalog.stored(new DatasetName(manifest.name(), manifest.sha256())), notes);
        }
    }
}
