package io.redoubt.cli.standalone;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.file.ReadErrors;
import io.redoubt.data.format.BundledDatasets;
import io.redoubt.data.format.DatasetFormats;
import io.redoubt.data.format.ReadOptions;
import io.redoubt.data.source.Archive;
import io.redoubt.data.source.DatasetImport;
import io.redoubt.data.source.ImageSelection;
import io.redoubt.data.source.ImportFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The source of a data set.
 *
 * @param data the name of a bundled data set, a {@code data.safetensors} file, or a directory
 * @param format the format of a directory
 * @param side height and width to pad images to with zeros
 * @param fileOrder whether test images keep the order of the files even if their classes are not mixed
 */
public record DataSource(String data, Optional<String> format, Optional<Integer> side, boolean fileOrder) {

    /** The option that keeps the order of the files. */
    public static final String FILE_ORDER = "--file-order";

    /** The option that pads images. */
    public static final String PAD = "--pad";

    private static final String DATA = "--data";
    private static final String FORMAT = "--format";
    private static final ImportFields FIELDS = fields(DATA);

    /**
     * The options that select images, for messages.
     *
     * @param directory the option or parameter that names the directory
     */
    public static ImportFields fields(String directory) {
        return new ImportFields(directory, FORMAT, "--train", "--test", PAD, FILE_ORDER);
    }

    /**
     * Opens a data set to evaluate on, which may have no training images. Images that are files of their own are decoded by
     * {@link #load}.
     *
     * @param notes receives what the reader chose and passed over
     * @throws InvalidFieldException when there is no such data set; the message names the option
     */
    public ImageDataset read(Consumer<String> notes) {
        ImageDataset dataset =
                format.isPresent() ? directory(data, format.get(), new ReadOptions(false, notes)) : unformatted();
        ImageSelection selection = new ImageSelection(side, fileOrder, FIELDS);
        return selection.ordered(selection.padded(dataset), notes);
    }

    /**
     * Decodes the test images of a range. If these are all, the training images are decoded too, so that the digest is that
     * of the whole data set.
     *
     * @throws InvalidFieldException when one cannot be decoded; the message names the option
     */
    public ImageDataset load(ImageDataset dataset, IndexRange range) {
        return OptionErrors.ofFile(
                DATA,
                Path.of(data),
                file -> range.size() < dataset.test().size()
                        ? dataset.loadTest(range.indices())
                        : DatasetFile.load(dataset));
    }

    /** Opens a directory of files; images that are files of their own are not decoded yet. */
    private static ImageDataset directory(String directory, String format, ReadOptions options) {
        Path folder = folder(DATA, directory);
        DatasetImport.requireFormat(FORMAT, format);
        return OptionErrors.ofFile(DATA, folder, at -> DatasetFormats.STANDARD.open(format, name(at), at, options));
    }

    /**
     * Returns the directory or the archive that an option names.
     *
     * @throws InvalidFieldException if it is neither
     */
    public static Path directoryOrArchive(String option, String file) {
        String required =
                " is neither a directory nor an archive; use the directory with the files, or a .zip or .tar.gz";
        return existing(
                option, file, required, path -> Files.isDirectory(path) || Archive.hasName(file) && Files.exists(path));
    }

    private static Path folder(String option, String directory) {
        String required = " is not a directory; " + FORMAT + " requires the directory with the files";
        return existing(option, directory, required, Files::isDirectory);
    }

    private static Path existing(String option, String name, String required, Predicate<Path> accepts) {
        String problem = name + required;
        try {
            Path path = Path.of(name);
            if (accepts.test(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            problem = name + " cannot be a file name: " + e.getReason();
        }
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        boolean foreign = !encoding.equals("UTF-8") && name.chars().anyMatch(c -> c >= 0x80);
        throw new InvalidFieldException(
                option,
                problem + (foreign ? "; file names are read as " + encoding + " here, set LC_ALL=C.UTF-8" : ""));
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
            throw new InvalidFieldException(DATA, data + " cannot be read: " + ReadErrors.reason(e));
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
