package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Samples;

/**
 * The highest value that is aimed at.
 *
 * @param value in the unit of the column
 */
record Limit(double value) {

    /** Returns the limit and whether the median keeps it; the limit alone if nothing was measured. */
    String text(Samples values) {
        String limit = "at most " + Samples.format(value);
        if (!values.isPresent()) {
            return limit;
        }
        return limit + (values.median() <= value ? ", reached" : ", missed");
    }
}
