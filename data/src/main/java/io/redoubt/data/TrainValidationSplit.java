package io.redoubt.data;

import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A split of the training images into images to train on and images held out for model selection (45,000 and 5,000 of
 * CIFAR-10 in the paper's code). Indices are in ascending order; {@link EpochOrder} shuffles them.
 */
public final class TrainValidationSplit {
    private final int[] training;
    private final int[] heldOut;

    private TrainValidationSplit(int[] training, int[] heldOut) {
        this.training = training;
        this.heldOut = heldOut;
    }

    /**
     * Splits {@code 0 .. labels.length-1} at random. If the draw holds out no image of a class that has several, although it
     * could, the split is stratified. It is a function of (labels, holdOut, seed).
     *
     * @param labels the classes of the training images
     * @param holdOut the number of held-out images, from 0 to {@code labels.length - 1}
     * @param seed jobs that need the same split pass the same seed
     * @throws IllegalArgumentException when no image is left to train on
     */
    public static TrainValidationSplit of(int[] labels, int holdOut, long seed) {
        int total = labels.length;
        if (holdOut < 0 || holdOut >= total) {
            throw new IllegalArgumentException("holdOut is " + holdOut + "; it must be from 0 to " + (total - 1)
                    + ", so that at least one of " + total + " images is left to train on");
        }
        int[] order = RandomStream.of(seed, 0, 0, "split").permutation(total);
        if (missesClass(Arrays.copyOf(order, holdOut), labels)) {
            order = stratified(order, labels);
        }
        int[] heldOut = Arrays.copyOfRange(order, 0, holdOut);
        int[] training = Arrays.copyOfRange(order, holdOut, total);
        Arrays.sort(heldOut);
        Arrays.sort(training);
        return new TrainValidationSplit(training, heldOut);
    }

    private static boolean missesClass(int[] heldOut, int[] labels) {
        long possible = classes(IntStream.range(0, labels.length), labels);
        return classes(IntStream.of(heldOut), labels) < Math.min(heldOut.length, possible);
    }

    private static long classes(IntStream images, int[] labels) {
        return images.filter(hasOthers(labels))
                .map(image -> labels[image])
                .distinct()
                .count();
    }

    /** A stratified order, in which the only images of a class are last, so that they are trained on. */
    private static int[] stratified(int[] order, int[] labels) {
        IntPredicate hasOthers = hasOthers(labels);
        int[] divisible = IntStream.of(order).filter(hasOthers).toArray();
        return IntStream.concat(
                        IntStream.of(StratifiedOrder.of(divisible, labels)),
                        IntStream.of(order).filter(hasOthers.negate()))
                .toArray();
    }

    /** Whether an image is not the only one of its class. */
    private static IntPredicate hasOthers(int[] labels) {
        int[] counts = StratifiedOrder.perClass(labels);
        return image -> counts[labels[image]] > 1;
    }

    /** Returns the indices to train on. */
    public int[] training() {
        return training.clone();
    }

    /** Returns the held-out indices. */
    public int[] heldOut() {
        return heldOut.clone();
    }
}
