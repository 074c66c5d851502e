package io.redoubt.core.data;

import io.redoubt.core.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Orders of labelled images in which a part from the first image is a stratified sample: it contains every class as soon as
 * it has as many images as there are classes, and each class in its share of all images, to within one image.
 */
final class StratifiedOrder {
    /** Fixed, so that the order is a function of the labels alone. Digests of data sets depend on it. */
    private static final long SEED = 1;

    /** Level of significance: the probability that images in random order are not recognised as such. */
    private static final double SIGNIFICANCE = 1e-3;

    private StratifiedOrder() {}

    /** Returns a stratified order of all images, random within each class. */
    static int[] of(int[] labels) {
        return of(RandomStream.of(SEED, 0, 0, "stratified-order").permutation(labels.length), labels);
    }

    /**
     * Returns the images of a random order in a stratified order. The images of a class keep their order.
     *
     * @param order indices of images
     * @param labels the class of each image, by index
     */
    static int[] of(int[] order, int[] labels) {
        int[] all = perClass(IntStream.of(order).map(image -> labels[image]).toArray());
        int[] seen = new int[all.length];
        double[] quantiles = new double[labels.length];
        for (int image : order) {
            int label = labels[image];
            quantiles[image] = (double) seen[label]++ / all[label];
        }
        return Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingDouble(image -> quantiles[image]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Whether the first images are a sample of all images as they are: the classes do not follow one another, and in no part
     * from the first image does the number of images of a class differ from its share by more than chance explains
     * (Kolmogorov-Smirnov test at a level of significance of 0.1 % for all classes together).
     */
    static boolean isMixed(int[] labels) {
        int[] all = perClass(labels);
        long classes = IntStream.of(all).filter(count -> count > 0).count();
        if (classes < 2 || classes == labels.length) {
            return true;
        }
        return !isSorted(labels, classes)
                && deviation(labels, all) <= Math.sqrt(Math.log(2 * classes / SIGNIFICANCE) / 2);
    }

    private static boolean isSorted(int[] labels, long classes) {
        return 1
                        + IntStream.range(1, labels.length)
                                .filter(i -> labels[i] != labels[i - 1])
                                .count()
                == classes;
    }

    /** The largest deviation of a count from the share of its class, in units of the Kolmogorov distribution. */
    private static double deviation(int[] labels, int[] all) {
        int[] seen = new int[all.length];
        double largest = 0;
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            double share = (double) all[label] / labels.length;
            double scale = Math.sqrt(all[label] * (1 - share));
            // A count is furthest above its share after an image of the class, and furthest below before one.
            double before = i * share - seen[label]++;
            double after = seen[label] - (i + 1) * share;
            largest = Math.max(largest, Math.max(before, after) / scale);
        }
        return largest;
    }

    /** Returns the number of images of each class. */
    static int[] perClass(int[] labels) {
        int[] counts = new int[1 + IntStream.of(labels).max().orElse(-1)];
        IntStream.of(labels).forEach(label -> counts[label]++);
        return counts;
    }
}
