package io.redoubt.core.attack.square;

/** The proposal distribution of the random search, for one norm. Every point lies in the ball and in [0,1]. */
interface SquareProposal {
    /** The first point of a run. */
    float[] start();

    /**
     * A point that differs from the best point in one or two squares.
     *
     * @param best the best point so far; not modified
     * @param share fraction of the pixels that a square covers
     */
    float[] change(float[] best, double share);
}
