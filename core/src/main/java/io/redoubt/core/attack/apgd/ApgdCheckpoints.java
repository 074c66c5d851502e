package io.redoubt.core.attack.apgd;

/**
 * How many updates lie between the reviews of a search's step size: a long window to explore, then shorter ones (Croce and
 * Hein 2020, section 3.2, as their code rounds it: to whole updates, downwards).
 *
 * @param first updates before the first review
 * @param shortening by how much each window is shorter than the one before
 * @param shortest the length that windows do not fall below
 */
record ApgdCheckpoints(int first, int shortening, int shortest) {
    private static final double FIRST = 0.22;
    private static final double SHORTENING = 0.03;
    private static final double SHORTEST = 0.06;

    ApgdCheckpoints {
        if (first < 1 || shortening < 1 || shortest < 1) {
            throw new IllegalArgumentException("windows of " + first + " updates, shortened by " + shortening + " to "
                    + shortest + "; each must be at least 1");
        }
    }

    /** The windows of a search. @param updates it makes in all, at least 1 */
    static ApgdCheckpoints of(int updates) {
        return new ApgdCheckpoints(share(FIRST, updates), share(SHORTENING, updates), share(SHORTEST, updates));
    }

    private static int share(double share, int updates) {
        return Math.max(1, (int) (share * updates));
    }

    /** The window that follows one of this length. */
    int after(int window) {
        return Math.max(shortest, window - shortening);
    }
}
