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
 * @param nodes the jobs in topological order: each comes after the jobs whose results it needs, the report last
 */
public record Plan(String experiment, List<PlanNode> nodes) {

    /** Most jobs in one experiment: its state and its status are one message each, and must fit into one. */
    public static final int MAX_NODES = 2_000;

    /** Most characters in the names of all jobs together, for the same reason: those of ensembles name their members. */
    public static final int MAX_NAMES = 1 << 20;

    public Plan {
        Ids.require("experiment", experiment);
        nodes = List.copyOf(nodes);
    }

    /**
     * Plans a request. The same arguments always give the same plan.
     *
     * @throws InvalidFieldException naming the field that this data set or the size of the plan rules out
     */
    public static Plan of(String id, ExperimentRequest request, DatasetManifest dataset) {
        return new Planner(id, request, dataset).plan();
    }

    /** Names of the parts that other nodes take from the result of {@code node}. */
    public Set<String> partsTakenFrom(String node) {
        return nodes.stream()
                .flatMap(consumer -> consumer.inputs().values().stream())
                .filter(output -> output.node().equals(node))
                .map(NodeOutput::part)
                .collect(Collectors.toSet());
    }
}
