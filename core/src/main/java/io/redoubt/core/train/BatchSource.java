package io.redoubt.core.train;

import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.Objective;
import java.nio.FloatBuffer;

/** What a network is trained for, as batches: turns images into inputs and targets. */
public interface BatchSource {
    /** The network and its loss. */
    Objective objective();

    /** The number of inputs that are made of one image; they stand one after another in the channels of a batch. */
    int inputsPerImage();

    /** The number of targets of one image. */
    int targetsPerImage();

    /**
     * Prepares a batch for training, augmented.
     *
     * @param indices which images
     * @param epoch counted from 0
     * @param step counted from 0 within the epoch
     * @param into receives float32 (B,I*C,H,W) in [0,1], I being {@link #inputsPerImage()}
     * @return the targets, {@link #targetsPerImage()} for each image in turn
     */
    long[] training(ImageSet images, int[] indices, long epoch, long step, FloatBuffer into);

    /** Prepares a batch for evaluation: not augmented, and the same for an image whenever it is asked for. */
    long[] evaluation(ImageSet images, int[] indices, FloatBuffer into);
}
