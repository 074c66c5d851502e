package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Path;

/** A file format of published data sets. */
public interface DatasetFormat {

    /** Returns the name of the format in commands and messages, such as {@code idx}. */
    String name();

    /**
     * Reads a data set.
     *
     * @param dataset the name of the result
     * @param folder the folder with the files
     * @throws DatasetException when the files do not conform to the format; the message names every problem that was
     *     found: the file, the position, and what is expected
     */
    ImageDataset read(String dataset, Path folder, ReadOptions options) throws IOException;

    /** Reads a data set with {@link ReadOptions#DEFAULT}. */
    default ImageDataset read(String dataset, Path folder) throws IOException {
        return read(dataset, folder, ReadOptions.DEFAULT);
    }
}
