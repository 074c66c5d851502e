package io.redoubt.experiment.overview;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.cache.BoundedMap;
import io.redoubt.experiment.plan.NodeOutput;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import io.redoubt.experiment.view.SubmittedRequests;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The dependencies between the jobs of experiments. The tracker does not publish them; they follow from the request. */
@ApplicationScoped
public class Plans {

    private static final Logger LOG = Logger.getLogger(Plans.class);
    private static final int MAX_CACHED = 200;

    private final SubmittedRequests requests;
    private final DatasetCatalog datasets;

    private final Map<String, Map<String, List<String>>> cache = BoundedMap.byUse(MAX_CACHED);

    Plans(SubmittedRequests requests, DatasetCatalog datasets) {
        this.requests = requests;
        this.datasets = datasets;
    }

    /**
     * Returns by job the jobs whose results it needs, in the order of the plan. Empty if the request or its data set is
     * not available any more.
     */
    public Map<String, List<String>> dependencies(ExperimentStatus status) {
        synchronized (cache) {
            if (cache.containsKey(status.experiment())) {
                return cache.get(status.experiment());
            }
        }
        Optional<Map<String, List<String>>> planned =
                requests.request(status.experiment()).flatMap(request -> plan(status, request));
        synchronized (cache) {
            planned.ifPresent(found -> cache.put(status.experiment(), found));
        }
        return planned.orElse(Map.of());
    }

    private Optional<Map<String, List<String>>> plan(ExperimentStatus status, ExperimentRequest request) {
        try {
            Plan plan = Plan.of(status.experiment(), request, datasets.resolve(DatasetName.parse(request.dataset())));
            List<String> jobs = status.jobs().stream().map(JobStatus::node).toList();
            return plan.nodes().stream().map(PlanNode::name).toList().equals(jobs)
                    ? Optional.of(dependencies(plan))
                    : Optional.empty();
        } catch (InvalidFieldException | StoreException e) {
            LOG.debugf("experiment=%s plan not shown: %s", status.experiment(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> dependencies(Plan plan) {
        Map<String, Integer> order = new HashMap<>();
        plan.nodes().forEach(node -> order.put(node.name(), order.size()));
        Map<String, List<String>> needed = new LinkedHashMap<>();
        for (PlanNode node : plan.nodes()) {
            needed.put(
                    node.name(),
                    node.inputs().values().stream()
                            .map(NodeOutput::node)
                            .distinct()
                            .sorted(Comparator.comparing(order::get))
                            .toList());
        }
        return needed;
    }
}
