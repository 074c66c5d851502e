package io.redoubt.experiment.overview;

import java.util.List;

/**
 * A page of a list of experiments.
 *
 * @param total number of experiments that the filter selects
 * @param all number of all experiments
 * @param experiments those on this page
 */
public record ExperimentList(int total, int all, List<ListedExperiment> experiments) {

    public ExperimentList {
        experiments = List.copyOf(experiments);
    }
}
