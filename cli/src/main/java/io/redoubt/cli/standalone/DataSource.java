package io.redoubt.cli.standalone;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.data.BalancedSubset;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.format.BundledDatasets;
import io.redoubt.core.data.format.DatasetFormats;
import io.redoubt.core.data.format.ReadOptions;
import io.redoubt.core.file.ReadErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Opens a data set to evaluate on, which may have no training images. Images that are files of their own are decoded by
     * {@link #load}.
     *
     * @param notes receives what the reader chose and passed over
     * @throws InvalidFieldException when there is no such data set; the message names the option
     */
    public ImageDataset read(Consumer<String> notes) {
        ImageDataset dataset = format.isPresent()
                ? directory(DATA, data, Optional.empty(), format.get(), new ReadOptions(false, notes))
                : unformatted();
        return ordered(padded(dataset, side), fileOrder, notes);
    }

    /**
     * Pads images to a square if a side is given.
     *
     * @throws InvalidFieldException when they cannot be padded to that size; the message names the option
     */
    public static ImageDataset padded(ImageDataset dataset, Optional<Integer> side) {
        return side.map(pixels -> OptionErrors.ofArgument(PAD, () -> dataset.padded(pixels)))
                .orElse(dataset);
    }

    /**
     * Selects the same number of images of each class: the first of each class, or a random sample of each class if the
     * classes are not mixed, as in folders, whose files are sorted by name.
     *
     * @param option the option that gives the number, for messages
     * @param images number of images to select; all if empty
     * @param classes number of classes
     * @param fileOrder whether to select the first images even if the classes are not mixed
     * @param notes receives a sentence about a random sample
     * @throws InvalidFieldException if the number is not a multiple of {@code classes}, or a class has too few images
     */
    public static ImageSet sample(
            String option,
            Optional<Integer> images,
            ImageSet set,
            int classes,
            boolean fileOrder,
            Consumer<String> notes) {
        if (images.isEmpty()) {
            return set;
        }
        boolean first = fileOrder || set.isMixed();
        if (!first) {
            notes.accept(option + " keeps a random sample of each class (" + FILE_ORDER + " keeps the first files)");
        }
        return OptionErrors.ofArgument(
                option, () -> BalancedSubset.first(first ? set : set.stratified(), classes, images.get()));
    }

    /**
     * Puts test images whose classes are not mixed in a stratified order, so that the first are a sample of all.
     *
     * @param fileOrder whether to keep their order nevertheless
     * @param notes receives a sentence if the classes are not mixed
     */
    public static ImageDataset ordered(ImageDataset dataset, boolean fileOrder, Consumer<String> notes) {
        if (dataset.test().isMixed()) {
            return dataset;
        }
        if (fileOrder) {
            notes.accept("the classes of the test images are not mixed; the first images are not a sample of all");
            return dataset;
        }
        notes.accept("the classes of the test images are not mixed; the images are used in a stratified order ("
                + FILE_ORDER + " keeps that of the files)");
        return dataset.stratified();
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

    /**
     * Opens a directory of files; images that are files of their own are not decoded yet.
     *
     * @param option the option or parameter that names the directory
     * @param dataset the name of the result; by default that of the directory
     * @throws InvalidFieldException when the files are not a data set; the message names the option
     */
    public static ImageDataset directory(
            String option, String directory, Optional<String> dataset, String format, ReadOptions options) {
        Path folder = folder(option, directory);
        if (!DatasetFormats.STANDARD.names().contains(format)) {
            throw new InvalidFieldException(
                    FORMAT, "'" + format + "' is not known; use one of " + DatasetFormats.STANDARD.names());
        }
        return OptionErrors.ofFile(
                option,
                folder,
                at -> DatasetFormats.STANDARD.open(format, dataset.orElseGet(() -> name(at)), at, options));
    }

    private static Path folder(String option, String directory) {
        String problem = directory + " is not a directory; " + FORMAT + " requires the directory with the files";
        try {
            Path folder = Path.of(directory);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            problem = directory + " cannot be a file name: " + e.getReason();
        }
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        boolean foreign = !encoding.equals("UTF-8") && directory.chars().anyMatch(c -> c >= 0x80);
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
