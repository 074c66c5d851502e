package io.redoubt.data;

/**
 * The dimensions of one image.
 *
 * @param channels at least 1
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {
    /** Returns the number of values of an image. */
    public int size() {
        return channels * height * width;
    }

    /** Returns the dimensions as {@code 3x32x32}. */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
