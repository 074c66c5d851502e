package io.redoubt.core.corruption.image;

import io.redoubt.data.ImageSet;
import java.util.Arrays;

/**
 * An image as float32. Images are equal when their dimensions and pixels are equal.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param height in pixels, at least 8
 * @param width in pixels, at least 8
 * @param pixels {@code channels * height * width} values in [0,1], in CHW order; copied by the constructor and the
 *     accessor
 */
public record FloatImage(int channels, int height, int width, float[] pixels) {
    private static final int MIN_SIDE = 8;
    private static final float WHITE = 255;

    /**
     * @throws IllegalArgumentException when the dimensions are not supported or do not match {@code pixels}, or a value
     *     is not in [0,1]
     */
    public FloatImage {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels is " + channels + "; it must be 1 or 3");
        }
        if (height < MIN_SIDE || width < MIN_SIDE) {
            throw new IllegalArgumentException(
                    "the image is " + height + "x" + width + "; it must be at least " + MIN_SIDE + "x" + MIN_SIDE);
        }
        if (pixels.length != (long) channels * height * width) {
            throw new IllegalArgumentException("pixels has " + pixels.length + " values; an image of " + channels + "x"
                    + height + "x" + width + " needs " + (long) channels * height * width);
        }
        pixels = pixels.clone();
        for (int i = 0; i < pixels.length; i++) {
            if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
                throw new IllegalArgumentException("pixels[" + i + "] is " + pixels[i] + "; it must be in [0,1]");
            }
        }
    }

    /**
     * Returns one image of a set.
     *
     * @throws IndexOutOfBoundsException when {@code index} is out of range
     * @throws IllegalArgumentException when it has neither 1 nor 3 channels or is smaller than 8x8
     */
    public static FloatImage of(ImageSet images, int index) {
        byte[] bytes = new byte[images.imageBytes()];
        images.copy(index, bytes, 0);
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[i] & 0xff) / WHITE;
        }
        return new FloatImage(images.channels(), images.height(), images.width(), pixels);
    }

    @Override
    public float[] pixels() {
        return pixels.clone();
    }

    /** Returns the pixels as uint8 in CHW order, rounded to the nearest level. */
    public byte[] bytes() {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(pixels[i] * WHITE);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatImage image
                && channels == image.channels
                && height == image.height
                && width == image.width
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "FloatImage[" + channels + "x" + height + "x" + width + "]";
    }
}
