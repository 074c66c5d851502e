package io.redoubt.core.data;

import io.redoubt.api.Ids;
import io.redoubt.core.data.DatasetException.Code;
import java.util.ArrayList;
import java.util.List;

/** The data formats by name. A new format is a class and a line in {@link #STANDARD}. Immutable. */
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

    /** The names of all formats. */
    public List<String> names() {
        return formats.stream().map(DatasetFormat::name).toList();
    }

    /**
     * The format of that name.
     *
     * @throws DatasetException when there is none; the message lists the names
     */
    public DatasetFormat named(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        Code.UNKNOWN_NAME, "format " + Ids.quote(name) + " is not known; use one of " + names()));
    }
}
