package io.redoubt.core.train;

import io.redoubt.core.model.Objective;
import io.redoubt.data.ImageSet;
import java.nio.FloatBuffer;

/** A source of training and evaluation batches: converts images to the inputs and targets of a task. */
public interface BatchSource {
    /** Returns the network and its loss. */
    Objective objective();

    /** Returns the number of network inputs per image; they are concatenated along the channel dimension of a batch. */
    int inputsPerImage();

    /** Returns the number of targets per image. */
    int targetsPerImage();

    /**
     * Prepares an augmented training batch.
     *
     * @param images the image set
     * @param indices indices of the images
     * @param epoch zero-based
     * @param step zero-based within the epoch
     * @param into receives float32 (B,I*C,H,W) in [0,1], where I is {@link #inputsPerImage()}
     * @return the targets, {@link #targetsPerImage()} consecutive values per image
     */
    long[] training(ImageSet images, int[] indices, long epoch, long step, FloatBuffer into);

    /** Prepares an evaluation batch: not augmented, and always the same for an image. */
    long[] evaluation(ImageSet images, int[] indices, FloatBuffer into);
}
