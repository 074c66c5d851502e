package io.redoubt.experiment.ui.plan;

import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.overview.JobOverview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges the jobs of a plan into nodes, and their dependencies into edges. An edge that follows from others is left out:
 * the report needs the results of almost all jobs.
 */
final class PlanNodes {

    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();

    private PlanNodes() {}

    /** @param jobs in the order of the plan: a job comes after those that it needs */
    static PlanNodes of(List<JobOverview> jobs) {
        PlanNodes merged = new PlanNodes();
        Map<String, String> nodeOf = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobStatus job = jobs.get(i).status();
            nodeOf.put(job.node(), nodeName(job));
            merged.add(job, i);
        }
        for (JobOverview job : jobs) {
            String node = nodeName(job.status());
            job.needs().stream()
                    .map(nodeOf::get)
                    .filter(needed -> needed != null && !needed.equals(node))
                    .forEach(merged.needs.computeIfAbsent(node, key -> new LinkedHashSet<>())::add);
        }
        return merged;
    }

    private void add(JobStatus job, int index) {
        nodes.merge(
                nodeName(job), new GraphNode(nodeName(job), job.stage(), List.of(job.state()), index), (old, one) -> {
                    List<JobState> states = new ArrayList<>(old.states());
                    states.addAll(one.states());
                    return new GraphNode(old.name(), old.stage(), states, old.job());
                });
    }

    /** {@code attack/<subject>/<attack>/<range>} belongs to {@code attack/<subject>}. */
    private static String nodeName(JobStatus job) {
        if (job.stage() != Stage.ATTACK) {
            return job.node();
        }
        int range = job.node().lastIndexOf('/');
        int attack = range < 0 ? -1 : job.node().lastIndexOf('/', range - 1);
        return attack < 0 ? job.node() : job.node().substring(0, attack);
    }

    List<GraphNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Returns the nodes that a node needs, except those that another one of them needs. */
    List<String> needs(String node) {
        Set<String> all = needs.getOrDefault(node, Set.of());
        return all.stream()
                .filter(needed ->
                        all.stream().noneMatch(other -> ancestors(other).contains(needed)))
                .toList();
    }

    private Set<String> ancestors(String node) {
        Set<String> known = ancestors.get(node);
        if (known == null) {
            known = new LinkedHashSet<>(needs.getOrDefault(node, Set.of()));
            for (String needed : List.copyOf(known)) {
                known.addAll(ancestors(needed));
            }
            ancestors.put(node, known);
        }
        return known;
    }
}
