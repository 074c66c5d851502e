package io.redoubt.experiment.plan;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.ExperimentRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The job graph of one experiment: pretrain, finetune, attack, diagnose, evaluate, transfer, report.
 *
 * @param experiment id of the experiment
 * @param nodes the jobs in topological order: every job comes after the jobs whose results it needs, and the report
 *     last
 */
public record Plan(String experiment, List<PlanNode> nodes) {

    /** Maximum number of jobs. State and status of an experiment are one record each, whose size is limited. */
    public static final int MAX_NODES = 2_000;

    /**
     * Maximum total length of all job names, for the same reason: the names of ensembles contain those of their
     * members.
     */
    public static final int MAX_NAMES = 1 << 20;

    public Plan {
        Ids.require("experiment", experiment);
        nodes = List.copyOf(nodes);
    }

    /**
     * Plans a request. Equal arguments give equal plans.
     *
     * @throws InvalidFieldException naming the field that is invalid for the data set, or makes the plan too large
     */
    public static Plan of(String id, ExperimentRequest request, DatasetManifest dataset) {
        return new Planner(id, request, dataset).plan();
    }

    /** Returns the names of the files of the result of {@code node} that other nodes need. */
    public Set<String> partsTakenFrom(String node) {
        return nodes.stream()
                .flatMap(consumer -> consumer.inputs().values().stream())
                .filter(output -> output.node().equals(node))
                .map(NodeOutput::part)
                .collect(Collectors.toSet());
    }
}
