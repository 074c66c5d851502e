package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.data.random.RandomStream;

/**
 * A corruption of CIFAR-10-C (Hendrycks and Dietterich: Benchmarking Neural Network Robustness to Common Corruptions
 * and Perturbations, ICLR 2019), reimplemented with the constants of that set. Stateless.
 *
 * <p>The input is first rounded to uint8, because the published set is made from uint8 images. Result values are
 * multiples of 1/255 in [0,1], truncated rather than rounded, as in the published set. The constants are those for
 * 32x32 and do not scale with the image: on larger images a blur of the same severity looks weaker. Corruptions that
 * the published code scales with the image ({@code elastic_transform}, {@code pixelate}, {@code zoom_blur}) also scale
 * here.
 */
public interface Corruption {
    /** The weakest severity. */
    int MIN_SEVERITY = 1;

    /** The strongest severity. */
    int MAX_SEVERITY = 5;

    /** Returns the name in CIFAR-10-C, such as {@code gaussian_noise}. */
    String name();

    /**
     * Corrupts one image.
     *
     * @param severity from 1 to 5
     * @param random the only source of randomness; deterministic corruptions do not draw from it
     * @return an image of the same size
     * @throws IllegalArgumentException when {@code severity} is out of range
     */
    FloatImage apply(FloatImage image, int severity, RandomStream random);

    /**
     * Corrupts one image of a data set. The result is a function of (image, severity, seed, index, name).
     *
     * @param seed the seed of the job
     * @param index of the image within its data set
     * @throws IllegalArgumentException when {@code severity} is out of range
     */
    default FloatImage apply(FloatImage image, int severity, long seed, long index) {
        return apply(image, severity, RandomStream.of(seed, severity, index, "corruption/" + name()));
    }
}
