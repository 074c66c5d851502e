package io.redoubt.api.report;

import io.redoubt.api.attack.Threat;
import java.util.Locale;
import java.util.Map;

/** What RobustBench calls things. */
public final class RobustBenchNames {

    /** The names of data sets that are written otherwise there. */
    private static final Map<String, String> DATASETS = Map.of("cifar-10", "cifar10", "cifar-100", "cifar100");

    private RobustBenchNames() {}

    /** The data set, such as {@code cifar10}. */
    public static String dataset(String name) {
        return DATASETS.getOrDefault(name, name);
    }

    /** The norm, such as {@code Linf} or {@code L2}. */
    public static String norm(Threat threat) {
        return threat.norm().substring(0, 1).toUpperCase(Locale.ROOT)
                + threat.norm().substring(1);
    }
}
