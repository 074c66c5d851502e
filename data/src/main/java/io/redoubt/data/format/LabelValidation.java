package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageSet;
import java.util.List;

/** Checks of labels that all formats share. */
final class LabelValidation {
    private LabelValidation() {}

    /** Requires labels from {@code first} to {@code last}. */
    static void requireLabels(int first, int last, ImageSet images, String file) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) < first || images.label(i) > last) {
                throw new DatasetException(
                        Code.BAD_LABEL,
                        file + ": record " + i + " has label " + images.label(i) + "; expected " + first + " to "
                                + last);
            }
        }
    }

    /** Requires training images of every class, or none where these are optional, which is noted. */
    static void requireEveryTrainingClass(List<String> classes, ImageSet train, String files, ReadOptions options) {
        if (train.size() > 0) {
            requireEveryClass(classes, 0, train, files);
        } else {
            options.notes().accept(files + ": there are no training images; the test images are read");
        }
    }

    /** @param first the number of the first class in the file */
    static void requireEveryClass(List<String> classes, int first, ImageSet images, String files) {
        int[] counts = images.countPerClass(classes.size());
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new DatasetException(
                        Code.EMPTY_CLASS,
                        files + ": no image has label " + (first + label) + " (class '" + classes.get(label)
                                + "'); every class from " + first + " to " + (first + counts.length - 1)
                                + " needs at least one");
            }
        }
    }
}
