package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file format of published data sets. */
public interface DatasetFormat {

    /** Returns the name of the format in commands and messages, such as {@code idx}. */
    String name();

    /** Describes the files of a directory in this format, for help texts, in lines of at most 66 characters. */
    List<String> layout();

    /**
     * Opens a data set: reads its names, classes, labels and image sizes. Images that are files of their own need not be
     * decoded yet; see {@link ImageDataset#load} and {@link ImageDataset#loadTest}.
     *
     * @param dataset the name of the result
     * @param folder the folder with the files
     * @throws DatasetException when the files do not conform to the format; the message names every problem that was
     *     found: the file, the position, and what is expected
     */
    ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException;

    /** Opens a data set and decodes all its images. */
    default ImageDataset read(String dataset, Path folder, ReadOptions options) throws IOException {
        return open(dataset, folder, options).load();
    }

    /** Reads a data set with {@link ReadOptions#DEFAULT}. */
    default ImageDataset read(String dataset, Path folder) throws IOException {
        return read(dataset, folder, ReadOptions.DEFAULT);
    }
}
