package io.redoubt.benchmarks.measure;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The values of a figure in the rounds of a run.
 *
 * @param values in the order of the rounds; none if the figure was not measured
 */
public record Samples(List<Double> values) {
    /** The figure was not measured. */
    public static final Samples NONE = new Samples(List.of());

    private static final String NOT_MEASURED = "-";

    public Samples {
        values = List.copyOf(values);
    }

    /** Returns whether the figure was measured. */
    public boolean isPresent() {
        return !values.isEmpty();
    }

    /**
     * Returns the median; the mean of the two in the middle for an even number.
     *
     * @throws IllegalStateException when there are no values
     */
    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("there are no values; ask isPresent() first");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the values in another unit. */
    public Samples map(DoubleUnaryOperator conversion) {
        return new Samples(
                values.stream().map(value -> conversion.applyAsDouble(value)).toList());
    }

    /** Returns the ratio in each round, which a drift of the machine does not change; none if either was not measured. */
    public Samples over(Samples other) {
        int rounds = Math.min(values.size(), other.values.size());
        return new Samples(IntStream.range(0, rounds)
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList());
    }

    /** Returns median, lowest and highest value with three digits, such as {@code 612 (598 to 620)}. */
    public String text() {
        if (values.isEmpty()) {
            return NOT_MEASURED;
        }
        String median = format(median());
        return values.size() == 1
                ? median
                : median + " (" + format(Collections.min(values)) + " to " + format(Collections.max(values)) + ")";
    }

    /** Returns a number with three significant digits, but all digits before the point. */
    public static String format(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
