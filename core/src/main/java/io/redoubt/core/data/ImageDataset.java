package io.redoubt.core.data;

import io.redoubt.api.Ids;
import java.util.List;

/**
 * A data set for classification: training and test images of one size.
 *
 * @param name a name by the rule of {@link Ids}: it becomes part of store keys
 * @param classes the names of the classes, at least two, in the order of their labels
 * @param train the training images
 * @param test the test images
 * @param origin where the images come from
 */
public record ImageDataset(String name, List<String> classes, ImageSet train, ImageSet test, DatasetOrigin origin) {
    /** @throws IllegalArgumentException when the parts do not fit each other; the message names the field */
    public ImageDataset {
        Ids.require("name", name);
        classes = List.copyOf(classes);
        if (classes.size() < 2 || classes.stream().distinct().count() != classes.size()) {
            throw new IllegalArgumentException("classes is " + classes + "; at least two different names are needed");
        }
        requireLabels("train", train, classes.size());
        requireLabels("test", test, classes.size());
        if (train.channels() != test.channels() || train.height() != test.height() || train.width() != test.width()) {
            throw new IllegalArgumentException("train has images of " + dimensions(train) + " but test of "
                    + dimensions(test) + "; they must be equal");
        }
    }

    /** A data set of unstated origin. */
    public ImageDataset(String name, List<String> classes, ImageSet train, ImageSet test) {
        this(name, classes, train, test, DatasetOrigin.UNSTATED);
    }

    /** The same images under another name. */
    public ImageDataset withName(String other) {
        return new ImageDataset(other, classes, train, test, origin);
    }

    /** The same images with other names for the classes. */
    public ImageDataset withClasses(List<String> names) {
        return new ImageDataset(name, names, train, test, origin);
    }

    /** The same images with a statement of where they come from. */
    public ImageDataset withOrigin(DatasetOrigin stated) {
        return new ImageDataset(name, classes, train, test, stated);
    }

    /** All images centred in a larger square of zeros, see {@link ImageSet#padded}. */
    public ImageDataset padded(int side) {
        return new ImageDataset(name, classes, train.padded(side), test.padded(side), origin);
    }

    /** The first images of each class, as many of each, see {@link ClassBalance#first}. */
    public ImageDataset balanced(int trainImages, int testImages) {
        return new ImageDataset(
                name,
                classes,
                ClassBalance.first(train, classes.size(), trainImages),
                ClassBalance.first(test, classes.size(), testImages),
                origin);
    }

    private static void requireLabels(String field, ImageSet images, int classes) {
        if (images.size() == 0) {
            throw new IllegalArgumentException(field + " is empty; at least one image is needed");
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new IllegalArgumentException("label " + i + " of " + field + " is " + images.label(i)
                        + "; there are " + classes + " classes");
            }
        }
    }

    private static String dimensions(ImageSet images) {
        return images.channels() + "x" + images.height() + "x" + images.width();
    }
}
