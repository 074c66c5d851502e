package io.redoubt.core.attack.apgd;

/**
 * The checkpoints at which Auto-PGD reviews its step size, as windows of updates: a long one for exploration, then
 * shorter ones (Croce and Hein 2020, section 3.2; as in their code, lengths are rounded down to whole updates).
 *
 * @param first updates before the first checkpoint
 * @param shortening updates by which each window is shorter than the previous one
 * @param shortest minimum length of a window
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

    /** The windows of a search. @param updates total number of updates, at least 1 */
    static ApgdCheckpoints of(int updates) {
        return new ApgdCheckpoints(share(FIRST, updates), share(SHORTENING, updates), share(SHORTEST, updates));
    }

    private static int share(double share, int updates) {
        return Math.max(1, (int) (share * updates));
    }

    /** The length of the window after one of length {@code window}. */
    int after(int window) {
        return Math.max(shortest, window - shortening);
    }
}
