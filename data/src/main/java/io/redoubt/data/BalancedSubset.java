package io.redoubt.data;

import io.redoubt.api.Plural;
import java.util.stream.IntStream;

/** Selects subsets with the same number of images per class. */
public final class BalancedSubset {
    private BalancedSubset() {}

    /**
     * Returns the first {@code images / classes} images of each class, in their original order. The selection is
     * deterministic.
     *
     * @param classes the number of classes
     * @param images size of the subset; a positive multiple of {@code classes}
     * @throws IllegalArgumentException when {@code images} is not a positive multiple of {@code classes} or a class has
     *     too few images
     */
    public static ImageSet first(ImageSet set, int classes, int images) {
        if (images < classes || images % classes != 0) {
            throw new IllegalArgumentException(images + " images cannot be balanced; " + classes
                    + " classes need a positive multiple of " + classes);
        }
        int perClass = images / classes;
        int[] available = set.countPerClass(classes);
        for (int label = 0; label < classes; label++) {
            if (available[label] < perClass) {
                throw new IllegalArgumentException("class " + label + " has " + Plural.of(available[label], "image")
                        + "; " + images + " images need " + perClass + " per class");
            }
        }
        int[] selected = new int[classes];
        return set.subset(IntStream.range(0, set.size())
                .filter(i -> selected[set.label(i)]++ < perClass)
                .toArray());
    }
}
