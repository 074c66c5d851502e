package io.redoubt.experiment.comparison;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.overview.Curve;
import io.redoubt.experiment.overview.ExperimentJobs;
import io.redoubt.experiment.overview.ExperimentResults;
import io.redoubt.experiment.overview.ResultRow;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares experiments: their requests field by field, their results so far, and their learning curves. */
@ApplicationScoped
public class ExperimentComparisons {

    private static final int MAX_EXPERIMENTS = 12;

    private final StatusView statuses;
    private final SubmittedRequests requests;
    private final ExperimentResults results;
    private final ExperimentJobs jobs;

    ExperimentComparisons(
            StatusView statuses, SubmittedRequests requests, ExperimentResults results, ExperimentJobs jobs) {
        this.statuses = statuses;
        this.requests = requests;
        this.results = results;
        this.jobs = jobs;
    }

    /**
     * Compares experiments.
     *
     * @param ids their ids, separated by commas; the group of the first one is the baseline
     * @throws InvalidFieldException if there are too many
     * @throws io.redoubt.api.event.UnknownExperimentException if one does not exist
     */
    public ExperimentComparison of(String ids) {
        List<ExperimentStatus> chosen = chosen(ids);
        Map<String, Map<String, ResultRow>> rows = results(chosen);
        ComparedRequests compared = requests(chosen);
        return ExperimentComparison.of(chosen, compared.differences(), rows, groups(chosen, compared, rows));
    }

    /**
     * Returns the learning curves of experiments, by group.
     *
     * @param ids as in {@link #of}
     */
    public List<GroupCurves> curves(String ids) {
        List<ExperimentStatus> chosen = chosen(ids);
        Map<String, ExperimentStatus> byId = new HashMap<>();
        chosen.forEach(status -> byId.put(status.experiment(), status));
        return requests(chosen).groups(ids(chosen)).stream()
                .map(group -> curves(group.stream().map(byId::get).toList()))
                .toList();
    }

    private GroupCurves curves(List<ExperimentStatus> group) {
        Map<String, List<Curve>> byNode = new LinkedHashMap<>();
        group.stream().flatMap(status -> jobs.curves(status).stream()).forEach(curve -> byNode.computeIfAbsent(
                        curve.node(), node -> new ArrayList<>())
                .add(curve));
        return new GroupCurves(
                group.get(0).name(),
                ids(group),
                byNode.entrySet().stream()
                        .map(same -> ComparedCurve.of(same.getKey(), same.getValue()))
                        .toList());
    }

    private List<ExperimentStatus> chosen(String ids) {
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
        return chosen;
    }

    private static List<String> ids(List<ExperimentStatus> statuses) {
        return statuses.stream().map(ExperimentStatus::experiment).toList();
    }

    private ComparedRequests requests(List<ExperimentStatus> chosen) {
        ComparedRequests compared = new ComparedRequests();
        ids(chosen).forEach(id -> requests.request(id).ifPresent(request -> compared.add(id, request)));
        return compared;
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

    private static List<SeedGroup> groups(
            List<ExperimentStatus> chosen, ComparedRequests compared, Map<String, Map<String, ResultRow>> rows) {
        Map<String, String> names = new HashMap<>();
        chosen.forEach(status -> names.put(status.experiment(), status.name()));
        return compared.groups(ids(chosen)).stream()
                .map(group ->
                        new SeedGroup(names.get(group.get(0)), group, compared.seeds(group), grouped(group, rows)))
                .toList();
    }

    private static Map<String, GroupedResult> grouped(List<String> group, Map<String, Map<String, ResultRow>> rows) {
        Map<String, GroupedResult> results = new LinkedHashMap<>();
        rows.forEach((subject, byExperiment) -> {
            List<ResultRow> found = group.stream()
                    .filter(byExperiment::containsKey)
                    .map(byExperiment::get)
                    .toList();
            if (!found.isEmpty()) {
                results.put(subject, GroupedResult.of(found));
            }
        });
        return results;
    }
}
