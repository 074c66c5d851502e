package io.redoubt.data.source;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.TestOverlap;
import io.redoubt.data.format.DatasetFormats;
import io.redoubt.data.format.ReadOptions;
import io.redoubt.data.memory.NotEnoughMemoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the files of a directory as a data set to store.
 *
 * @param name the name of the data set
 * @param format the name of a registered format
 * @param train number of training images to keep; all if empty
 * @param test number of test images to keep; all if empty
 * @param selection size and order of the images
 */
public record DatasetImport(
        String name, String format, Optional<Integer> train, Optional<Integer> test, ImageSelection selection) {

    /**
     * Reads and decodes the images.
     *
     * @param folder the directory with the files
     * @param notes receives a sentence for each file that is passed over, each choice that is made, and test images that
     *     are training images too
     * @throws InvalidFieldException if the format is unknown, or the files do not conform to it
     * @throws InvalidImportException if several of the numbers are impossible
     * @throws NotEnoughMemoryException if the pixels do not fit into memory or temporary files
     */
    public ImageDataset read(Path folder, Consumer<String> notes) throws IOException {
        ImageDataset opened = open(folder, new ReadOptions(true, notes));
        List<String> later = new ArrayList<>();
        ImageDataset selected = selected(opened, later::add);
        ImageDataset loaded = reading(folder, () -> DatasetFile.load(selected));
        ImageDataset dataset = selection.ordered(loaded, later::add);
        TestOverlap.of(dataset).note().ifPresent(later::add);
        later.forEach(notes);
        return dataset;
    }

    /** Opens the directory; images that are files of their own are not decoded yet. */
    private ImageDataset open(Path folder, ReadOptions options) throws IOException {
        requireFormat(selection.fields().format(), format);
        try {
            return DatasetFormats.STANDARD.open(format, name, folder, options);
        } catch (DatasetException e) {
            throw invalid(folder, e);
        }
    }

    /**
     * Checks the name of a format.
     *
     * @param field the field with the name, for messages
     */
    public static void requireFormat(String field, String format) {
        if (!DatasetFormats.STANDARD.names().contains(format)) {
            throw new InvalidFieldException(
                    field, "'" + format + "' is not known; use one of " + DatasetFormats.STANDARD.names());
        }
    }

    private ImageDataset selected(ImageDataset opened, Consumer<String> notes) {
        int classes = opened.classes().size();
        List<InvalidFieldException> problems = new ArrayList<>();
        Optional<ImageSet> trained = collect(
                problems, () -> selection.sample(selection.fields().train(), train, opened.train(), classes, notes));
        Optional<ImageSet> tested = collect(
                problems, () -> selection.sample(selection.fields().test(), test, opened.test(), classes, notes));
        collect(problems, () -> selection.padded(opened));
        if (!problems.isEmpty()) {
            throw new InvalidImportException(problems);
        }
        return selection.padded(opened.withImages(trained.orElseThrow(), tested.orElseThrow()));
    }

    private static <T> Optional<T> collect(List<InvalidFieldException> problems, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidFieldException e) {
            problems.add(e);
            return Optional.empty();
        }
    }

    private ImageDataset reading(Path folder, Supplier<ImageDataset> images) {
        try {
            return images.get();
        } catch (DatasetException e) {
            throw invalid(folder, e);
        }
    }

    private InvalidFieldException invalid(Path folder, DatasetException e) {
        String problem = String.valueOf(e.getMessage());
        boolean named = problem.contains(String.valueOf(folder.getFileName()));
        return new InvalidFieldException(selection.fields().directory(), named ? problem : folder + ": " + problem);
    }
}
