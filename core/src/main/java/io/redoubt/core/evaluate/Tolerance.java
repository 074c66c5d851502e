package io.redoubt.core.evaluate;

/**
 * How many images one attack may find that another should have found as well before that says anything: attacks start at random and
 * stop somewhere, so that even the better of two misses a few. The one rule for all alarms that compare attacks image by image.
 */
public final class Tolerance {
    private static final int FEW = 2;
    private static final double FEW_SHARE = 0.01;

    private Tolerance() {}

    /** Whether so many images of those that were judged are more than luck: more than {@value #FEW}, and more than 1 %. */
    public static boolean isExceeded(int found, int images) {
        return found > Math.max(FEW, FEW_SHARE * images);
    }
}
