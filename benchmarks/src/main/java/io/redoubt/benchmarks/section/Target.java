package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Samples;
import java.util.Locale;

/**
 * The lowest ratio that is aimed at.
 *
 * @param ratio 0 if none is
 */
record Target(double ratio) {
    static final Target NONE = new Target(0);

    /** Returns the target and whether the median reaches it; the target alone if there is none. */
    String text(Samples ratios) {
        if (ratio == 0) {
            return "-";
        }
        String target = Samples.format(ratio);
        if (!ratios.isPresent()) {
            return target;
        }
        double missing = 1 - ratios.median() / ratio;
        return missing <= 0
                ? target + ", reached"
                : target + ", missed by " + String.format(Locale.ROOT, "%.0f %%", Math.ceil(100 * missing));
    }
}
