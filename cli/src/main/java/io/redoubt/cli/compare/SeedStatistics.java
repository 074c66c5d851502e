package io.redoubt.cli.compare;

import io.redoubt.api.Require;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * One figure over several seeds.
 *
 * @param mean of the seeds
 * @param deviation sample standard deviation, n - 1 in its denominator; empty for one seed
 */
public record SeedStatistics(double mean, OptionalDouble deviation) {

    /** Of one value or more. */
    static SeedStatistics of(double... values) {
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
