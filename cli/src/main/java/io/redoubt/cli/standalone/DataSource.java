package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.format.BundledDatasets;
import io.redoubt.core.data.format.DatasetFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The source of a data set.
 *
 * @param data the name of a bundled data set, a {@code data.safetensors} file, or a directory
 * @param format the format of a directory
 * @param side height and width to pad images to with zeros; 0 for no padding
 */
public record DataSource(String data, Optional<String> format, int side) {

    private static final String DATA = "--data";
    private static final String FORMAT = "--format";

    /** @throws InvalidFieldException naming the option, if there is no such data set */
    public ImageDataset read() {
        ImageDataset dataset = format.isPresent() ? folder(format.get()) : unformatted();
        try {
            return side > 0 ? dataset.padded(side) : dataset;
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("--pad", e.getMessage());
        }
    }

    private ImageDataset folder(String name) {
        Path folder = Path.of(data);
        if (!Files.isDirectory(folder)) {
            throw new InvalidFieldException(
                    DATA, data + " is not a directory; " + FORMAT + " requires the directory with the files");
        }
        if (!DatasetFormats.STANDARD.names().contains(name)) {
            throw new InvalidFieldException(
                    FORMAT, "'" + name + "' is not known; use one of " + DatasetFormats.STANDARD.names());
        }
        return OptionErrors.ofFile(
                DATA, folder, at -> DatasetFormats.STANDARD.named(name).read(name(at), at));
    }

    private ImageDataset unformatted() {
        if (BundledDatasets.names().contains(data)) {
            return bundled();
        }
        Path file = Path.of(data);
        if (Files.isDirectory(file)) {
            throw new InvalidFieldException(
                    DATA,
                    data + " is a directory; specify its format with " + FORMAT + ", one of "
                            + DatasetFormats.STANDARD.names());
        }
        if (!Files.exists(file)) {
            throw new InvalidFieldException(
                    DATA, "no such file or directory: " + data + "; bundled data sets are " + BundledDatasets.names());
        }
        return OptionErrors.ofFile(DATA, file, DatasetFile::read);
    }

    private ImageDataset bundled() {
        try {
            return BundledDatasets.open(data);
        } catch (IOException e) {
            throw new InvalidFieldException(DATA, data + " cannot be read: " + e.getMessage());
        }
    }

    /** A valid name of a data set, from the name of the directory. */
    private static String name(Path folder) {
        String written = folder.toAbsolutePath().normalize().getFileName().toString();
        String plain =
                written.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "data" : plain.substring(0, Math.min(plain.length(), 63));
    }
}
