package io.redoubt.api.report;

import io.redoubt.api.request.Threat;
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

    /** The norm, {@code Linf} or {@code L2}. */
    public static String norm(Threat threat) {
        return threat.norm().equals(Threat.LINF) ? "Linf" : "L2";
    }
}
