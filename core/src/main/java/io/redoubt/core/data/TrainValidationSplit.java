package io.redoubt.core.data;

import io.redoubt.core.random.RandomStream;
import java.util.Arrays;

/**
 * A division of the training images into those trained on and those held out for model selection (the paper's code:
 * 45,000 and 5,000 of CIFAR-10). Both parts are in ascending order; {@link EpochOrder} shuffles.
 */
public final class TrainValidationSplit {
    private final int[] training;
    private final int[] heldOut;

    private TrainValidationSplit(int[] training, int[] heldOut) {
        this.training = training;
        this.heldOut = heldOut;
    }

    /**
     * Shuffles {@code 0 .. total-1} by the seed and holds the first {@code holdOut} out.
     *
     * @param total the number of training images
     * @param holdOut how many to hold out, from 0 to {@code total - 1}
     * @param seed the seed of the experiment: jobs that must agree on the split pass the same
     * @throws IllegalArgumentException when nothing would be left to train on
     */
    public static TrainValidationSplit of(int total, int holdOut, long seed) {
        if (holdOut < 0 || holdOut >= total) {
            throw new IllegalArgumentException("holdOut is " + holdOut + "; of " + total
                    + " images at least 0 can be held out, and one must be left to train on");
        }
        int[] order = RandomStream.of(seed, 0, 0, "split").permutation(total);
        int[] heldOut = Arrays.copyOfRange(order, 0, holdOut);
        int[] training = Arrays.copyOfRange(order, holdOut, total);
        Arrays.sort(heldOut);
        Arrays.sort(training);
        return new TrainValidationSplit(training, heldOut);
    }

    /** The indices to train on. */
    public int[] training() {
        return training.clone();
    }

    /** The indices held out. */
    public int[] heldOut() {
        return heldOut.clone();
    }
}
