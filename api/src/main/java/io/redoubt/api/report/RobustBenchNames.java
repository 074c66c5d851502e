package io.redoubt.api.report;

import io.redoubt.api.attack.Threat;
import java.util.Locale;
import java.util.Map;

/** The names that RobustBench uses. */
public final class RobustBenchNames {

    /** The data sets that have a different name in RobustBench. */
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
