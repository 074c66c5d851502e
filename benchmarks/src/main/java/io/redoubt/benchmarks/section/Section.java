package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Table;

/** One table of measurements. To add one, write a class and add it to {@code Benchmarks.SECTIONS}. */
public interface Section {
    /** The name for {@code --only}: lower-case letters. */
    String name();

    /**
     * Measures.
     *
     * @throws Exception when nothing could be measured; other sections are measured nevertheless
     */
    Table measure(Harness harness) throws Exception;
}
