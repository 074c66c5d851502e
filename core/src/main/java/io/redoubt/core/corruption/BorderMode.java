package io.redoubt.core.corruption;

/** Which pixel stands in for one outside of the picture. */
enum BorderMode {
    /** The one at the edge: {@code aaa|abcd|ddd}. */
    NEAREST {
        @Override
        int index(int position, int size) {
            return Math.max(0, Math.min(size - 1, position));
        }
    },

    /** Mirrored about the edge, whose pixel comes twice: {@code cba|abcd|dcb}. */
    REFLECT {
        @Override
        int index(int position, int size) {
            int wrapped = Math.floorMod(position, 2 * size);
            return Math.min(wrapped, 2 * size - 1 - wrapped);
        }
    },

    /** Mirrored about the pixel at the edge, which comes once: {@code dcb|abcd|cba}. */
    MIRROR {
        @Override
        int index(int position, int size) {
            int wrapped = Math.floorMod(position, 2 * size - 2);
            return Math.min(wrapped, 2 * size - 2 - wrapped);
        }
    };

    /**
     * @param position any; those in {@code [0, size)} stand for themselves
     * @param size at least 2
     */
    abstract int index(int position, int size);
}
