package io.redoubt.api.report;

import io.redoubt.api.request.Threat;
import java.util.Map;

/** What RobustBench calls things. */
public final class RobustBenchNames {

    /** Full width of the network there; another is named. */
    private static final int STANDARD_WIDTH = 64;

    /** The names of data sets that are written otherwise there. */
    private static final Map<String, String> DATASETS = Map.of("cifar-10", "cifar10", "cifar-100", "cifar100");

    private RobustBenchNames() {}

    /** The data set, such as {@code cifar10}. */
    public static String dataset(String name) {
        return DATASETS.getOrDefault(name, name);
    }

    /** The pre-activation ResNet, such as {@code PreActResNet-18}. */
    public static String architecture(int depth, int width) {
        String name = "PreActResNet-" + depth;
        return width == STANDARD_WIDTH ? name : name + ", width " + width;
    }

    /** The norm, {@code Linf} or {@code L2}. */
    public static String norm(Threat threat) {
        return threat.norm().equals(Threat.LINF) ? "Linf" : "L2";
    }
}
