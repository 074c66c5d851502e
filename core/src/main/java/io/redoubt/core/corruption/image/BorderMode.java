package io.redoubt.core.corruption.image;

/** How pixels outside the image are extrapolated, with the names of scipy's {@code ndimage} modes. */
public enum BorderMode {
    /** Repeats the edge pixel: {@code aaa|abcd|ddd}. */
    NEAREST {
        @Override
        int index(int position, int size) {
            return Math.max(0, Math.min(size - 1, position));
        }
    },

    /** Reflects about the edge of the last pixel, which is repeated: {@code cba|abcd|dcb}. */
    REFLECT {
        @Override
        int index(int position, int size) {
            int wrapped = Math.floorMod(position, 2 * size);
            return Math.min(wrapped, 2 * size - 1 - wrapped);
        }
    },

    /** Reflects about the centre of the last pixel, which is not repeated: {@code dcb|abcd|cba}. */
    MIRROR {
        @Override
        int index(int position, int size) {
            int wrapped = Math.floorMod(position, 2 * size - 2);
            return Math.min(wrapped, 2 * size - 2 - wrapped);
        }
    };

    /**
     * Returns the index in {@code [0, size)} of the pixel to read at a position.
     *
     * @param position any index; those in {@code [0, size)} are returned unchanged
     * @param size at least 2
     */
    abstract int index(int position, int size);
}
