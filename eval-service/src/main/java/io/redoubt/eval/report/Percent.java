package io.redoubt.eval.report;

import java.util.Locale;

/**
 * Shares written in percent.
 *
 * @param decimals digits after the point
 */
record Percent(int decimals) {

    /** As many digits as the number of images can carry. */
    static Percent forImages(int images) {
        return new Percent(images >= 10_000 ? 2 : 1);
    }

    /** The number without its sign of percent; a dash for a figure that was not measured. */
    String of(double share) {
        return Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    }
}
