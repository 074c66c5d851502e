package io.redoubt.data;

import io.redoubt.api.Ids;
import java.util.List;

/**
 * A classification data set: training and test images of the same size. A data set that only serves evaluation may have
 * no training images.
 *
 * @param name a valid name according to {@link Ids}; it is part of store keys
 * @param classes distinct class names in label order, at least two
 * @param train the training images
 * @param test the test images
 * @param origin source and licence of the images
 */
public record ImageDataset(String name, List<String> classes, ImageSet train, ImageSet test, DatasetOrigin origin) {
    /** @throws IllegalArgumentException when the components are inconsistent; the message names the field */
    public ImageDataset {
        Ids.require("name", name);
        classes = List.copyOf(classes);
        if (classes.size() < 2 || classes.stream().distinct().count() != classes.size()) {
            throw new IllegalArgumentException("classes is " + classes + "; at least two different names are required");
        }
        requireLabels("train", train, classes.size());
        requireLabels("test", test, classes.size());
        if (test.size() == 0) {
            throw new IllegalArgumentException("test is empty; at least one image is required");
        }
        if (train.channels() != test.channels() || train.height() != test.height() || train.width() != test.width()) {
            throw new IllegalArgumentException("train has images of " + dimensions(train) + " but test of "
                    + dimensions(test) + "; they must match");
        }
    }

    /** Creates a data set without origin. */
    public ImageDataset(String name, List<String> classes, ImageSet train, ImageSet test) {
        this(name, classes, train, test, DatasetOrigin.UNSTATED);
    }

    /** Returns the same images with those of the test set in another order, see {@link ImageSet#stratified}. */
    public ImageDataset stratified() {
        return withImages(train, test.stratified());
    }

    /** Returns all images zero-padded to a square, see {@link ImageSet#padded}. */
    public ImageDataset padded(int side) {
        return withImages(train.padded(side), test.padded(side));
    }

    /** Returns a data set with other images of the same classes. */
    public ImageDataset withImages(ImageSet trainImages, ImageSet testImages) {
        return new ImageDataset(name, classes, trainImages, testImages, origin);
    }

    /**
     * Returns the same data set with all images decoded.
     *
     * @throws DatasetException naming every file that cannot be decoded
     */
    public ImageDataset load() {
        List<ImageSet> loaded = ImageSet.loadAll(train, test);
        return new ImageDataset(name, classes, loaded.get(0), loaded.get(1), origin);
    }

    /**
     * Returns the same data set with the given test images decoded.
     *
     * @throws DatasetException naming every file among them that cannot be decoded
     */
    public ImageDataset loadTest(int[] indices) {
        return new ImageDataset(name, classes, train, test.load(indices), origin);
    }

    /** Returns the images that are decoded: all, unless the data set was opened from a folder of image files. */
    public ImageDataset loaded() {
        return new ImageDataset(name, classes, train.loaded(), test.loaded(), origin);
    }

    private static void requireLabels(String field, ImageSet images, int classes) {
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
