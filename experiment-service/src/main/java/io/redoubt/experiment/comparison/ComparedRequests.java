package io.redoubt.experiment.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests of compared experiments, field by field. */
final class ComparedRequests {

    private static final String SEED = "seed";

    private final Map<String, ExperimentRequest> requests = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();

    void add(String experiment, ExperimentRequest request) {
        JsonNode complete = Json.mapper().valueToTree(request);
        requests.put(experiment, request);
        fields.put(experiment, RequestFields.of(complete));
    }

    /** Returns the experiments in groups of the same request; one without a request is alone. */
    Collection<List<String>> groups(List<String> experiments) {
        Map<Object, List<String>> groups = new LinkedHashMap<>();
        for (String experiment : experiments) {
            Object key = fields.containsKey(experiment) ? fields.get(experiment) : experiment;
            groups.computeIfAbsent(key, other -> new ArrayList<>()).add(experiment);
        }
        return groups.values();
    }

    /** Returns the seeds of experiments whose requests are available. */
    List<Long> seeds(List<String> experiments) {
        return experiments.stream()
                .filter(requests::containsKey)
                .map(experiment -> requests.get(experiment).seed())
                .toList();
    }

    /** Returns by field that differs the values by experiment. Experiments whose request is not available are left out. */
    Map<String, Map<String, String>> differences() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        fields.forEach((experiment, values) -> {
            Map<String, String> withSeed = new TreeMap<>(values);
            withSeed.put(SEED, Long.toString(requests.get(experiment).seed()));
            all.put(experiment, withSeed);
        });
        Map<String, Map<String, String>> differences = new TreeMap<>();
        for (String field : RequestFields.differing(all.values())) {
            Map<String, String> values = new LinkedHashMap<>();
            all.forEach((experiment, request) -> {
                if (request.containsKey(field)) {
                    values.put(experiment, request.get(field));
                }
            });
            differences.put(field, values);
        }
        return differences;
    }
}
