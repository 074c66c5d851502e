package io.redoubt.experiment.comparison;

import java.util.List;
import java.util.Map;

/**
 * Experiments whose requests differ only in name and seed. An experiment whose request is not available is a group of its
 * own.
 *
 * @param name name of the first experiment
 * @param experiments their ids
 * @param seeds their seeds, in the same order; empty if the request is not available
 * @param results results by model or ensemble
 */
public record SeedGroup(String name, List<String> experiments, List<Long> seeds, Map<String, GroupedResult> results) {

    public SeedGroup {
        experiments = List.copyOf(experiments);
        seeds = List.copyOf(seeds);
        results = Map.copyOf(results);
    }
}
