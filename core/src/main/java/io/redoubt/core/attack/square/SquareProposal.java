package io.redoubt.core.attack.square;

/** Where random search by squares looks next, in one norm; every point lies in the ball and in [0,1]. */
interface SquareProposal {
    /** Where a run begins. */
    float[] start();

    /**
     * A point that differs from the best so far in one or two squares.
     *
     * @param best not changed
     * @param share of the pixels that a square covers
     */
    float[] change(float[] best, double share);
}
