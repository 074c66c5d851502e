package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/** The mathematics of a family, without checks and quantisation. */
@FunctionalInterface
interface Distortion {
    /**
     * @param picture values in [0,1], multiples of 1/255
     * @param level the severity counted from 0, an index into the family's constants
     * @return planes of the same size; values may leave [0,1]
     */
    ImagePlanes distort(ImagePlanes picture, int level, RandomStream random);
}
