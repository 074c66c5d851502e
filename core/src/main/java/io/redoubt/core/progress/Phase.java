package io.redoubt.core.progress;

/**
 * One pass over a set of images.
 *
 * @param name the name of the phase, such as {@code train} or {@code select}
 * @param epoch one-based; 0 if the work has no epochs
 * @param images the number of images
 * @param passesPerImage cost of one image in forward passes through the network, greater than 0
 */
public record Phase(String name, int epoch, long images, double passesPerImage) {
    /** Returns the cost of the whole phase in single-image passes. */
    public double work() {
        return images * passesPerImage;
    }
}
