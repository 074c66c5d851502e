package io.redoubt.experiment.comparison;

import java.util.List;

/**
 * The learning curves of a group of experiments.
 *
 * @param name name of the group
 * @param experiments ids of its experiments
 * @param curves one per training job that has finished an epoch
 */
public record GroupCurves(String name, List<String> experiments, List<ComparedCurve> curves) {

    public GroupCurves {
        experiments = List.copyOf(experiments);
        curves = List.copyOf(curves);
    }
}
