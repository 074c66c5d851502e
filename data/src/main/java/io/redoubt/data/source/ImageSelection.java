package io.redoubt.data.source;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.BalancedSubset;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The images of a data set that are used, and their size and order.
 *
 * @param side height and width to pad images to with zeros
 * @param fileOrder whether test images keep the order of the files even if their classes are not mixed
 * @param fields the names of these values, for messages
 */
public record ImageSelection(Optional<Integer> side, boolean fileOrder, ImportFields fields) {

    /**
     * Pads images to a square if a side is given.
     *
     * @throws InvalidFieldException when they cannot be padded to that size
     */
    public ImageDataset padded(ImageDataset dataset) {
        return side.map(pixels -> argument(fields.side(), () -> dataset.padded(pixels)))
                .orElse(dataset);
    }

    /**
     * Selects the same number of images of each class: the first of each class, or a random sample of each class if the
     * classes are not mixed, as in folders, whose files are sorted by name.
     *
     * @param field the field with the number, for messages
     * @param images number of images to select; all if empty
     * @param classes number of classes
     * @param notes receives a sentence about a random sample
     * @throws InvalidFieldException if the number is not a multiple of {@code classes}, or a class has too few images
     */
    public ImageSet sample(String field, Optional<Integer> images, ImageSet set, int classes, Consumer<String> notes) {
        if (images.isEmpty()) {
            return set;
        }
        boolean first = fileOrder || set.isMixed();
        if (!first) {
            notes.accept(
                    field + " keeps a random sample of each class (" + fields.fileOrder() + " keeps the first files)");
        }
        return argument(field, () -> BalancedSubset.first(first ? set : set.stratified(), classes, images.get()));
    }

    /**
     * Puts test images whose classes are not mixed in a stratified order, so that the first are a sample of all.
     *
     * @param notes receives a sentence if the classes are not mixed
     */
    public ImageDataset ordered(ImageDataset dataset, Consumer<String> notes) {
        if (dataset.test().isMixed()) {
            return dataset;
        }
        if (fileOrder) {
            notes.accept("the classes of the test images are not mixed; the first images are not a sample of all");
            return dataset;
        }
        notes.accept("the classes of the test images are not mixed; the images are used in a stratified order ("
                + fields.fileOrder() + " keeps that of the files)");
        return dataset.stratified();
    }

    private static <T> T argument(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(field, e.getMessage());
        }
    }
}
