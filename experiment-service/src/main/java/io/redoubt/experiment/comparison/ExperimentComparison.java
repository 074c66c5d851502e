package io.redoubt.experiment.comparison;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.overview.ResultRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several experiments side by side. The group of the first one is the baseline.
 *
 * @param experiments their ids, in the order that the reader chose
 * @param names their names by id
 * @param states their states by id
 * @param differences by request field that differs, the values by id; an experiment without the field is missing
 * @param results by model or ensemble, the rows by id
 * @param groups the experiments by request; experiments of a group differ only in name and seed
 */
public record ExperimentComparison(
        List<String> experiments,
        Map<String, String> names,
        Map<String, String> states,
        Map<String, Map<String, String>> differences,
        Map<String, Map<String, ResultRow>> results,
        List<SeedGroup> groups) {

    public ExperimentComparison {
        experiments = List.copyOf(experiments);
        names = Map.copyOf(names);
        states = Map.copyOf(states);
        differences = Collections.unmodifiableMap(new TreeMap<>(differences));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        groups = List.copyOf(groups);
    }

    static ExperimentComparison of(
            List<ExperimentStatus> statuses,
            Map<String, Map<String, String>> differences,
            Map<String, Map<String, ResultRow>> results,
            List<SeedGroup> groups) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> states = new LinkedHashMap<>();
        statuses.forEach(status -> {
            names.put(status.experiment(), status.name());
            states.put(status.experiment(), status.stateText());
        });
        return new ExperimentComparison(
                statuses.stream().map(ExperimentStatus::experiment).toList(),
                names,
                states,
                differences,
                results,
                groups);
    }
}
