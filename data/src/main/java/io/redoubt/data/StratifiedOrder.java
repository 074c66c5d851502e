package io.redoubt.data;

import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Orders of labelled images in which the first n are a stratified sample of all: they contain each class once, and beyond
 * that each class in its share of all images.
 */
final class StratifiedOrder {
    /** Fixed, so that the order is a function of the labels alone. Digests of data sets depend on it. */
    private static final long SEED = 1;

    /**
     * Standard deviations by which a count may differ from its share. A random order exceeds two in one case of 1,000. The
     * first images of each class of a random order, as {@link BalancedSubset} selects them, may exceed three.
     */
    private static final double MOST_DEVIATION = 4;

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
     * Whether the first images are a sample of all in the given order: they are not grouped by class, and the number of images
     * of a class among the first n never differs much from its share (the statistic of Kolmogorov and Smirnov).
     */
    static boolean isMixed(int[] labels) {
        int[] all = perClass(labels);
        long classes = IntStream.of(all).filter(count -> count > 0).count();
        if (classes < 2 || classes == labels.length) {
            return true;
        }
        return !isGrouped(labels, all, classes) && deviation(labels, all) <= MOST_DEVIATION;
    }

    /** Whether images are grouped by class: the class changes at most half as often as in random order. */
    private static boolean isGrouped(int[] labels, int[] all, long classes) {
        long changes = IntStream.range(1, labels.length)
                .filter(i -> labels[i] != labels[i - 1])
                .count();
        double squares =
                IntStream.of(all).mapToDouble(count -> (double) count * count).sum();
        double expected = labels.length - squares / labels.length;
        return changes <= Math.max(classes - 1, expected / 2);
    }

    /** The largest deviation of a count from the share of its class, in standard deviations of the count in random images. */
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

    /** Returns the number of images of each class, up to the largest label. */
    static int[] perClass(int[] labels) {
        return ClassCounts.count(
                IntStream.of(labels), 1 + IntStream.of(labels).max().orElse(-1));
    }
}
