package io.redoubt.core.data;

import io.redoubt.api.Ids;
import io.redoubt.core.data.DatasetException.Code;
import java.util.ArrayList;
import java.util.List;

/** The registry of data set formats. Add a format to {@link #STANDARD}. Immutable. */
public final class DatasetFormats {
    /** The formats that commands accept. */
    public static final DatasetFormats STANDARD = new DatasetFormats(List.of())
            .with(new Cifar10Format())
            .with(new Cifar100Format())
            .with(new IdxFormat())
            .with(new ImageFolderFormat());

    private final List<DatasetFormat> formats;

    private DatasetFormats(List<DatasetFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /**
     * These formats and one more.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public DatasetFormats with(DatasetFormat format) {
        if (names().contains(format.name())) {
            throw new IllegalArgumentException("format '" + format.name() + "' is registered twice");
        }
        List<DatasetFormat> more = new ArrayList<>(formats);
        more.add(format);
        return new DatasetFormats(more);
    }

    /** Returns the names of all formats. */
    public List<String> names() {
        return formats.stream().map(DatasetFormat::name).toList();
    }

    /**
     * Returns the format with the given name.
     *
     * @throws DatasetException when the name is unknown; the message lists the known names
     */
    public DatasetFormat named(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        Code.UNKNOWN_NAME, "format " + Ids.quote(name) + " is unknown; use one of " + names()));
    }
}
