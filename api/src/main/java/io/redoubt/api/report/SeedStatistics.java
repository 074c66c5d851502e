package io.redoubt.api.report;

import io.redoubt.api.Require;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Mean and standard deviation of a metric over seeds.
 *
 * @param mean over the seeds
 * @param deviation sample standard deviation (denominator n - 1); empty for one seed
 */
public record SeedStatistics(double mean, OptionalDouble deviation) {

    /** Computes the statistics of one or more values. */
    public static SeedStatistics of(double... values) {
        Require.between("values", values.length, 1, Integer.MAX_VALUE);
        double mean = DoubleStream.of(values).average().orElseThrow();
        if (values.length == 1) {
            return new SeedStatistics(mean, OptionalDouble.empty());
        }
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new SeedStatistics(mean, OptionalDouble.of(Math.sqrt(squares / (values.length - 1))));
    }
}
