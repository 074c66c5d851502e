package io.redoubt.data.format;

import io.redoubt.api.Ids;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The data set formats by name. To add a format, write a class and register it in {@link #STANDARD}. Immutable. */
public final class DatasetFormats {
    /** The formats that commands accept. */
    public static final DatasetFormats STANDARD = new DatasetFormats(Registry.empty("format", "a data set format"))
            .with(new Cifar10Format())
            .with(new Cifar100Format())
            .with(new SvhnFormat())
            .with(new IdxFormat())
            .with(new ImageFolderFormat());

    private final Registry<DatasetFormat> formats;

    private DatasetFormats(Registry<DatasetFormat> formats) {
        this.formats = formats;
    }

    /**
     * Returns these formats plus one more.
     *
     * @throws IllegalArgumentException when the name is already registered
     */
    public DatasetFormats with(DatasetFormat format) {
        return new DatasetFormats(formats.with(format.name(), format));
    }

    /** Returns the names of all formats. */
    public List<String> names() {
        return formats.names();
    }

    /**
     * Returns the format with the given name.
     *
     * @throws DatasetException when the name is unknown; the message lists the known names
     */
    public DatasetFormat named(String name) {
        return formats.find(name)
                .orElseThrow(() -> new DatasetException(
                        Code.UNKNOWN_NAME, "format " + Ids.quote(name) + " is unknown; use one of " + names()));
    }

    /**
     * Opens a data set as {@link DatasetFormat#open} does. If its files are missing from the folder, the message names the
     * folder below that has them.
     *
     * @param format the name of the format
     * @throws DatasetException when the name is unknown or the files do not conform to the format
     */
    public ImageDataset open(String format, String dataset, Path folder, ReadOptions options) throws IOException {
        return WrappedFolder.open(named(format), dataset, folder, options);
    }
}
