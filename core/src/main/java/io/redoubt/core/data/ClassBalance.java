package io.redoubt.core.data;

import java.util.stream.IntStream;

/** Chooses subsets that hold equally many images of every class. */
public final class ClassBalance {
    private ClassBalance() {}

    /**
     * The first {@code images / classes} images of each class, in their original order. There is nothing random in it.
     *
     * @param classes the number of classes
     * @param images how many to keep; a multiple of {@code classes}, at least one of each
     * @throws IllegalArgumentException when {@code images} is no such multiple or a class has too few
     */
    public static ImageSet first(ImageSet set, int classes, int images) {
        if (images < classes || images % classes != 0) {
            throw new IllegalArgumentException("images is " + images + "; a balanced subset of " + classes
                    + " classes needs a positive multiple of " + classes);
        }
        int each = images / classes;
        int[] available = set.countPerClass(classes);
        for (int label = 0; label < classes; label++) {
            if (available[label] < each) {
                throw new IllegalArgumentException("class " + label + " has " + available[label] + " images; " + images
                        + " images need " + each + " of each class");
            }
        }
        int[] taken = new int[classes];
        return set.subset(IntStream.range(0, set.size())
                .filter(i -> taken[set.label(i)]++ < each)
                .toArray());
    }
}
