package io.redoubt.core.progress;

/**
 * One pass over a set of images.
 *
 * @param name such as {@code train} or {@code select}
 * @param epoch counted from 1; 0 where the work has none
 * @param images how many there are
 * @param passesPerImage passes through the network that one costs, greater than 0
 */
public record Phase(String name, int epoch, long images, double passesPerImage) {
    /** The work of the whole phase in passes of single images. */
    public double work() {
        return images * passesPerImage;
    }
}
