package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * One family of CIFAR-10-C (Hendrycks and Dietterich: Benchmarking Neural Network Robustness to Common Corruptions and
 * Perturbations, ICLR 2019), made anew with the constants of that set. Stateless.
 *
 * <p>The picture is first rounded to uint8, since the published images are made from such. The result holds values
 * {@code k/255}, k whole, from 0 to 1; fractions of a level are cut off, not rounded, as in the published set. The
 * constants are those for 32x32 and stay as they are for other sizes: on a larger image a blur of one severity looks
 * weaker. Families that the published code scales with the image ({@code elastic_transform}, {@code pixelate}, {@code
 * zoom_blur}) do so here.
 */
public interface Corruption {
    /** The weakest severity. */
    int MIN_SEVERITY = 1;

    /** The strongest severity. */
    int MAX_SEVERITY = 5;

    /** The name in CIFAR-10-C, such as {@code gaussian_noise}. */
    String name();

    /**
     * Corrupts one picture.
     *
     * @param severity from 1 to 5
     * @param random the only source of chance; families without any leave it alone
     * @return a picture of the same size
     * @throws IllegalArgumentException when {@code severity} is out of range
     */
    FloatImage apply(FloatImage picture, int severity, RandomStream random);

    /**
     * Corrupts one picture of a data set. What happens to it depends on (seed, index, family, severity) alone.
     *
     * @param seed the seed of the job
     * @param index of the picture within its data set
     * @throws IllegalArgumentException when {@code severity} is out of range
     */
    default FloatImage apply(FloatImage picture, int severity, long seed, long index) {
        return apply(picture, severity, RandomStream.of(seed, severity, index, "corruption/" + name()));
    }
}
