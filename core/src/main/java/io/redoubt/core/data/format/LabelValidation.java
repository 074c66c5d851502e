package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import io.redoubt.core.data.ImageSet;
import java.util.List;

/** Checks of labels that all formats share. */
final class LabelValidation {
    private LabelValidation() {}

    static void requireLabelsBelow(int classes, ImageSet images, String file) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new DatasetException(
                        Code.BAD_LABEL,
                        file + ": record " + i + " has label " + images.label(i) + "; expected 0 to " + (classes - 1));
            }
        }
    }

    static void requireEveryClass(List<String> classes, ImageSet images, String files) {
        int[] counts = images.countPerClass(classes.size());
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new DatasetException(
                        Code.EMPTY_CLASS,
                        files + ": no image has label " + label + " (class '" + classes.get(label)
                                + "'); every class from 0 to " + (counts.length - 1) + " needs at least one");
            }
        }
    }
}
