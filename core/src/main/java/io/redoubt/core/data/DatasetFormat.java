package io.redoubt.core.data;

import java.io.IOException;
import java.nio.file.Path;

/** A form in which data sets are published. */
public interface DatasetFormat {

    /** The name under which it is chosen, such as {@code idx}. */
    String name();

    /**
     * Reads a whole data set.
     *
     * @param dataset the name to give it
     * @param folder the folder that holds its files
     * @throws DatasetException when the files are not what the format asks for; the message names the file, the place in
     *     it, and what was expected
     */
    ImageDataset read(String dataset, Path folder) throws IOException;
}
