package io.redoubt.eval.report.tables;

import java.util.Locale;

/**
 * Shares written in percent.
 *
 * @param decimals digits after the point
 */
public record PercentFormat(int decimals) {

    /** Stands for a figure that was not measured. */
    public static final String NONE = "\u2013";

    /** As many digits as the number of images can carry. */
    public static PercentFormat forImages(int images) {
        return new PercentFormat(images >= 10_000 ? 2 : 1);
    }

    /** The number without its sign of percent. */
    public String of(double share) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    }
}
