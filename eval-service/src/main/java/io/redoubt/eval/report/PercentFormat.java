package io.redoubt.eval.report;

import java.util.Locale;

/**
 * Shares written in percent.
 *
 * @param decimals digits after the point
 */
record PercentFormat(int decimals) {

    /** Stands for a figure that was not measured. */
    static final String NONE = "\u2013";

    /** As many digits as the number of images can carry. */
    static PercentFormat forImages(int images) {
        return new PercentFormat(images >= 10_000 ? 2 : 1);
    }

    /** The number without its sign of percent. */
    String of(double share) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    }
}
