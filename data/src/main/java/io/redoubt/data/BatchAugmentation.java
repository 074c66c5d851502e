package io.redoubt.data;

import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;

/**
 * Augmentation of training images: zero padding, a random crop of the original size, and a horizontal flip with
 * probability 1/2. The result for an image is a function of (seed, epoch, index), not of the batch that contains it.
 *
 * @param padding width of the zero padding on each side, in pixels, at least 0
 * @param flip whether images are randomly flipped
 */
public record BatchAugmentation(int padding, boolean flip) {
    /** No augmentation. */
    public static final BatchAugmentation NONE = new BatchAugmentation(0, false);

    /** Padding by 4, random crop and random flip: the augmentation of the paper's code for all tasks except Selfie. */
    public static final BatchAugmentation CROP_AND_FLIP = new BatchAugmentation(4, true);

    /** Pixel values scaled to [0,1], bit-identical to PyTorch's {@code ToTensor}. */
    private static final float[] UNIT = new float[256];

    static {
        for (int value = 0; value < UNIT.length; value++) {
            UNIT[value] = value / 255f;
        }
    }

    /** @throws IllegalArgumentException when {@code padding} is negative */
    public BatchAugmentation {
        if (padding < 0) {
            throw new IllegalArgumentException("padding is " + padding + "; it must be 0 or greater");
        }
    }

    /**
     * Writes a batch as float32 NCHW in [0,1] at the position of the buffer and advances the position.
     *
     * @param images the image set
     * @param indices indices of the images, in the order of the batch
     * @param seed the seed of the job
     * @param epoch counted from 0
     * @param into needs {@code indices.length * images.imageBytes()} remaining floats
     * @throws java.nio.BufferOverflowException when the buffer is too short
     */
    public void fill(ImageSet images, int[] indices, long seed, long epoch, FloatBuffer into) {
        byte[] source = new byte[images.imageBytes()];
        float[] row = new float[images.width()];
        for (int index : indices) {
            images.copy(index, source, 0);
            RandomStream random = RandomStream.of(seed, epoch, index, "augmentation");
            int top = random.nextInt(2 * padding + 1) - padding;
            int left = random.nextInt(2 * padding + 1) - padding;
            boolean mirrored = random.nextBoolean() && flip;
            for (int channel = 0; channel < images.channels(); channel++) {
                for (int y = 0; y < images.height(); y++) {
                    boolean inside = y + top >= 0 && y + top < images.height();
                    int start = (channel * images.height() + y + top) * images.width();
                    for (int x = 0; x < row.length; x++) {
                        int column = left + (mirrored ? row.length - 1 - x : x);
                        row[x] = inside && column >= 0 && column < row.length ? UNIT[source[start + column] & 0xff] : 0;
                    }
                    into.put(row);
                }
            }
        }
    }
}
