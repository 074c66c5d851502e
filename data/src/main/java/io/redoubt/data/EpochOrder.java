package io.redoubt.data;

import io.redoubt.data.random.RandomStream;
import java.util.Arrays;

/** The order of the training images in an epoch: a function of (seed, epoch), so that a resumed epoch repeats it. */
public final class EpochOrder {
    private EpochOrder() {}

    /**
     * Returns the given indices, shuffled for one epoch.
     *
     * @param seed the seed of the job
     * @param epoch counted from 0
     */
    public static int[] of(int[] indices, long seed, long epoch) {
        int[] order = RandomStream.of(seed, epoch, 0, "epoch-order").permutation(indices.length);
        return Arrays.stream(order).map(i -> indices[i]).toArray();
    }
}
