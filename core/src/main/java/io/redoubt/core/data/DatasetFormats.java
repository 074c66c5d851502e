package io.redoubt.core.data;

import io.redoubt.api.Ids;
import io.redoubt.core.data.DatasetException.Code;
import java.util.List;

/** The registry of data set formats. CONTRIBUTING.md lists the steps to add one. */
public final class DatasetFormats {
    private static final List<DatasetFormat> ALL =
            List.of(new Cifar10Format(), new Cifar100Format(), new IdxFormat(), new ImageFolderFormat());

    private DatasetFormats() {}

    /** Returns the names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(DatasetFormat::name).toList();
    }

    /**
     * Returns the format with the given name.
     *
     * @throws DatasetException when the name is unknown; the message lists the known names
     */
    public static DatasetFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        Code.UNKNOWN_NAME, "format " + Ids.quote(name) + " is unknown; use one of " + names()));
    }
}
