package io.redoubt.experiment.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestFields;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares experiments: their requests field by field, and their results so far. */
@ApplicationScoped
public class ExperimentComparisons {

    private static final int MAX_EXPERIMENTS = 12;

    private final StatusView statuses;
    private final SubmittedRequests requests;
    private final ExperimentResults results;

    ExperimentComparisons(StatusView statuses, SubmittedRequests requests, ExperimentResults results) {
        this.statuses = statuses;
        this.requests = requests;
        this.results = results;
    }

    /**
     * Compares experiments.
     *
     * @param ids their ids, separated by commas; the first one is the baseline
     * @throws InvalidFieldException if there are too many
     * @throws io.redoubt.api.event.UnknownExperimentException if one does not exist
     */
    public ExperimentComparison of(String ids) {
        List<ExperimentStatus> chosen = Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .map(statuses::get)
                .toList();
        if (chosen.size() > MAX_EXPERIMENTS) {
            throw new InvalidFieldException(
                    "ids", "has " + chosen.size() + " experiments; compare at most " + MAX_EXPERIMENTS);
        }
        return ExperimentComparison.of(chosen, differences(chosen), results(chosen));
    }

    /** Experiments whose request is not available are left out. */
    private Map<String, Map<String, String>> differences(List<ExperimentStatus> chosen) {
        Map<String, Map<String, String>> fields = new LinkedHashMap<>();
        for (ExperimentStatus status : chosen) {
            requests.request(status.experiment())
                    .ifPresent(request -> fields.put(status.experiment(), fields(request)));
        }
        Map<String, Map<String, String>> differences = new TreeMap<>();
        for (String field : RequestFields.differing(fields.values())) {
            Map<String, String> values = new LinkedHashMap<>();
            fields.forEach((id, request) -> {
                if (request.containsKey(field)) {
                    values.put(id, request.get(field));
                }
            });
            differences.put(field, values);
        }
        return differences;
    }

    private static Map<String, String> fields(ExperimentRequest request) {
        JsonNode complete = Json.mapper().valueToTree(request);
        Map<String, String> fields = new TreeMap<>(RequestFields.of(complete));
        fields.put("seed", Long.toString(request.seed()));
        return fields;
    }

    private Map<String, Map<String, ResultRow>> results(List<ExperimentStatus> chosen) {
        Map<String, Map<String, ResultRow>> rows = new LinkedHashMap<>();
        for (ExperimentStatus status : chosen) {
            for (ResultRow row : results.of(status).rows()) {
                rows.computeIfAbsent(row.subject(), subject -> new LinkedHashMap<>())
                        .put(status.experiment(), row);
            }
        }
        return rows;
    }
}
