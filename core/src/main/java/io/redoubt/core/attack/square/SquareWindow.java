package io.redoubt.core.attack.square;

import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;

/**
 * A square window of an image.
 *
 * @param top its first row
 * @param left its first column
 * @param side its height and width in pixels
 */
record SquareWindow(int top, int left, int side) {

    /**
     * Draws a window uniformly from all that lie within the image. The public code omits the last row and column of
     * positions.
     */
    static SquareWindow draw(ImageShape shape, int side, RandomStream random) {
        return new SquareWindow(
                random.nextInt(shape.height() - side + 1), random.nextInt(shape.width() - side + 1), side);
    }

    /** Whether the window contains a pixel. */
    boolean contains(int row, int column) {
        return row >= top && row < top + side && column >= left && column < left + side;
    }

    /** The indices of the window's values in one channel of an image in CHW order, row by row. */
    int[] indices(ImageShape shape, int channel) {
        int[] indices = new int[side * side];
        for (int row = 0; row < side; row++) {
            int first = (channel * shape.height() + top + row) * shape.width() + left;
            for (int column = 0; column < side; column++) {
                indices[row * side + column] = first + column;
            }
        }
        return indices;
    }
}
