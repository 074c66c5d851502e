package io.redoubt.core.pretext;

import io.redoubt.api.InvalidFieldException;

/**
 * A square image cut into equal square tiles, numbered row by row from 0.
 *
 * @param side tiles per row and per column, at least 2
 */
record TileGrid(int side) {
    /** The paper's grid: 16 tiles, each of 8x8 pixels in an image of 32x32. */
    static final TileGrid PAPER = new TileGrid(4);

    TileGrid {
        if (side < 2) {
            throw new IllegalArgumentException("side is " + side + "; a grid has at least 2 tiles in a row");
        }
    }

    /** The number of tiles. */
    int tiles() {
        return side * side;
    }

    /**
     * Checks that images can be cut into equal tiles.
     *
     * @param imageSide their height and width
     * @throws InvalidFieldException when {@code imageSide} is not a multiple of the side
     */
    void requireDivides(int imageSide) {
        if (imageSide % side != 0) {
            throw new InvalidFieldException(
                    "dataset",
                    "images of %dx%d cannot be cut into %dx%d equal tiles; use images whose side is a multiple of %d"
                            .formatted(imageSide, imageSide, side, side, side));
        }
    }

    /**
     * Rearranges the tiles: slot {@code j} of the result receives tile {@code order[j]} of the image.
     *
     * @param image float32 (C,S,S), row-major
     * @param imageSide S, a multiple of the grid's side
     * @param order a permutation of the tiles
     * @param rearranged receives the result; has the length of {@code image}
     */
    void rearrange(float[] image, int imageSide, int[] order, float[] rearranged) {
        int tile = imageSide / side;
        int plane = imageSide * imageSide;
        for (int start = 0; start < image.length; start += tile) {
            int y = start % plane / imageSide;
            int slot = y / tile * side + start % imageSide / tile;
            int row = order[slot] / side * tile + y % tile;
            int column = order[slot] % side * tile;
            System.arraycopy(image, start - start % plane + row * imageSide + column, rearranged, start, tile);
        }
    }
}
