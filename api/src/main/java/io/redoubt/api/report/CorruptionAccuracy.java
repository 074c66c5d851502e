package io.redoubt.api.report;

import io.redoubt.api.Require;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy of a subject under common corruptions (Hendrycks and Dietterich 2019), as shares in [0, 1] of the evaluated test
 * images.
 *
 * @param core mean over the 15 corruptions of the benchmark and their severities
 * @param extra mean over the 4 additional corruptions
 * @param families by corruption, such as {@code fog}, the accuracy at each severity, mildest first
 */
public record CorruptionAccuracy(double core, double extra, Map<String, List<Double>> families) {

    public CorruptionAccuracy {
        Map<String, List<Double>> copy = new TreeMap<>();
        Require.present("families", families).forEach((family, shares) -> copy.put(family, List.copyOf(shares)));
        families = Map.copyOf(copy);
    }

    /** Returns the mean of a corruption over its severities. @throws io.redoubt.api.InvalidFieldException if it is missing */
    public double of(String family) {
        return Require.present("families." + family, families.get(family)).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
