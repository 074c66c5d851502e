package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/** The computation of a corruption, without validation and quantisation. */
@FunctionalInterface
interface Distortion {
    /**
     * Distorts an image.
     *
     * @param image values in [0,1], multiples of 1/255
     * @param level zero-based severity: an index into the constants of the corruption
     * @return planes of the same size; values may be outside [0,1]
     */
    ImagePlanes distort(ImagePlanes image, int level, RandomStream random);
}
