package io.redoubt.core.attack.square;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.random.RandomStream;

/**
 * A square part of an image.
 *
 * @param top its first row
 * @param left its first column
 * @param side its height and width in pixels
 */
record SquareWindow(int top, int left, int side) {

    /** One of all that lie within the image, those at its borders among them; the public code leaves out the last. */
    static SquareWindow draw(ImageShape shape, int side, RandomStream random) {
        return new SquareWindow(
                random.nextInt(shape.height() - side + 1), random.nextInt(shape.width() - side + 1), side);
    }

    /** Whether a pixel is part of it. */
    boolean contains(int row, int column) {
        return row >= top && row < top + side && column >= left && column < left + side;
    }

    /** Where the values of a channel are, row by row, in an image in CHW order. */
    int[] indices(ImageShape shape, int channel) {
        int[] indices = new int[side * side];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (channel * shape.height() + top + i / side) * shape.width() + left + i % side;
        }
        return indices;
    }
}
