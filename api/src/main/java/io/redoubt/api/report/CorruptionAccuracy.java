package io.redoubt.api.report;

import io.redoubt.api.Require;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy on corrupted test images (Hendrycks and Dietterich 2019), as shares in [0, 1].
 *
 * @param core mean over the 15 families of the benchmark and their severities
 * @param extra mean over the 4 additional families of the benchmark
 * @param families the share at each severity, mildest first, by family, such as {@code fog}
 */
public record CorruptionAccuracy(double core, double extra, Map<String, List<Double>> families) {

    public CorruptionAccuracy {
        Map<String, List<Double>> copy = new TreeMap<>();
        Require.present("families", families).forEach((family, shares) -> copy.put(family, List.copyOf(shares)));
        families = Map.copyOf(copy);
    }

    /** Mean of a family over its severities. @throws io.redoubt.api.InvalidFieldException if there is no such family */
    public double of(String family) {
        return Require.present("families." + family, families.get(family)).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
