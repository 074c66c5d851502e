package io.redoubt.core.alarm;

import java.util.Locale;

/** The thresholds of all alarms. Shares are in [0, 1]. */
public final class AlarmThresholds {

    /**
     * Number of images that a weaker attack may fool and a stronger one miss. Attacks start at random points and stop
     * early, so that even the stronger of two attacks misses some images.
     */
    public static final int TOLERATED_IMAGES = 2;

    /** The same as a share of the evaluated images. The larger of the two counts. */
    public static final double TOLERATED_SHARE = 0.01;

    /** Share of the images by which an attack on the cross entropy may fall behind an attack on another loss. */
    public static final double CROSS_ENTROPY_GAP = 0.05;

    /** Share of the images that may be classified correctly at a radius at which every attack should succeed. */
    public static final double LARGE_RADIUS_ACCURACY = 0.05;

    /** Robust accuracy that the last epoch may lose against the best epoch. */
    public static final double OVERFITTING = 0.05;

    private AlarmThresholds() {}

    /** Whether {@code count} of {@code images} images is more than the tolerance. */
    public static boolean exceedTolerance(int count, int images) {
        return count > Math.max(TOLERATED_IMAGES, TOLERATED_SHARE * images);
    }

    /** The tolerance in words, as the documentation states it. */
    public static String tolerance() {
        return "up to " + TOLERATED_IMAGES + " images or " + percent(TOLERATED_SHARE)
                + " of the evaluated images, whichever is more";
    }

    /** A threshold in percent without decimals, such as {@code 5 %}. */
    public static String percent(double threshold) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * threshold);
    }
}
