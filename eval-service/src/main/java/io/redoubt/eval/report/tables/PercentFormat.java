package io.redoubt.eval.report.tables;

import java.util.Locale;

/**
 * Formats shares in percent.
 *
 * @param decimals digits after the decimal point
 */
public record PercentFormat(int decimals) {

    /** The text for a figure that was not measured. */
    public static final String NONE = "\u2013";

    /** Returns a format with as many digits as the number of images justifies. */
    public static PercentFormat forImages(int images) {
        return new PercentFormat(images >= 10_000 ? 2 : 1);
    }

    /** Returns the number without a percent sign. */
    public String of(double share) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    }
}
