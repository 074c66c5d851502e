package io.redoubt.core.data;

import io.redoubt.core.random.RandomStream;
import java.util.Arrays;

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
     * Splits {@code 0 .. total-1} at random. The split is a function of (total, holdOut, seed).
     *
     * @param total the number of training images
     * @param holdOut the number of held-out images, from 0 to {@code total - 1}
     * @param seed jobs that need the same split pass the same seed
     * @throws IllegalArgumentException when no image is left to train on
     */
    public static TrainValidationSplit of(int total, int holdOut, long seed) {
        if (holdOut < 0 || holdOut >= total) {
            throw new IllegalArgumentException("holdOut is " + holdOut + "; it must be from 0 to " + (total - 1)
                    + ", so that at least one of " + total + " images is left to train on");
        }
        int[] order = RandomStream.of(seed, 0, 0, "split").permutation(total);
        int[] heldOut = Arrays.copyOfRange(order, 0, holdOut);
        int[] training = Arrays.copyOfRange(order, holdOut, total);
        Arrays.sort(heldOut);
        Arrays.sort(training);
        return new TrainValidationSplit(training, heldOut);
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
