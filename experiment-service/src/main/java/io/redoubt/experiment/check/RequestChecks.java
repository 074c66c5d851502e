package io.redoubt.experiment.check;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.api.request.RequestProblem;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.plan.ImagePasses;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import io.redoubt.experiment.plan.StoredJobs;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Checks requests as the tracker does, and plans their jobs. Publishes and stores nothing. */
@ApplicationScoped
public class RequestChecks {

    private static final Logger LOG = Logger.getLogger(RequestChecks.class);

    /** Each stored job takes a few requests to the store, so larger plans are not looked up. */
    static final int MAX_LOOKUPS = 200;

    private final StatusView statuses;
    private final DatasetCatalog datasets;
    private final Results results;

    RequestChecks(StatusView statuses, DatasetCatalog datasets, ObjectStore store) {
        this.statuses = statuses;
        this.datasets = datasets;
        this.results = new Results(store);
    }

    /**
     * Checks a request.
     *
     * @param text in YAML or JSON
     */
    public RequestCheck of(byte[] text) {
        try {
            return check(text, RequestReader.read(text));
        } catch (InvalidRequestException e) {
            return RequestCheck.invalid(e.problems());
        } catch (InvalidFieldException e) {
            return RequestCheck.invalid(List.of(RequestReader.problem(text, e)));
        } catch (UnreadableMessageException e) {
            return RequestCheck.invalid(List.of(new RequestProblem(0, "", e.getMessage())));
        }
    }

    private RequestCheck check(byte[] text, ExperimentRequest request) {
        List<RequestProblem> warnings = new ArrayList<>(RequestReader.warnings(text));
        List<PlannedStage> stages = List.of();
        Optional<ImagePasses> passes = Optional.empty();
        try {
            DatasetManifest dataset = datasets.resolve(DatasetName.parse(request.dataset()));
            Plan plan = Plan.of(request.id(), request, dataset);
            Optional<Set<String>> stored = stored(plan);
            stages = stages(plan, stored);
            passes = Optional.of(ImagePasses.of(plan, dataset, stored.orElse(Set.of())));
        } catch (StoreException e) {
            warnings.add(new RequestProblem(0, "dataset", "its jobs are not known: " + e.getMessage()));
        }
        return new RequestCheck(
                request.id(),
                statuses.find(request.id()).map(ExperimentStatus::state),
                List.of(),
                warnings,
                stages,
                passes);
    }

    private static List<PlannedStage> stages(Plan plan, Optional<Set<String>> stored) {
        Map<Stage, List<PlanNode>> byStage = plan.nodes().stream()
                .collect(Collectors.groupingBy(PlanNode::stage, TreeMap::new, Collectors.toList()));
        return byStage.entrySet().stream()
                .map(stage -> new PlannedStage(
                        stage.getKey(), stage.getValue().size(), stored.map(names -> (int) stage.getValue().stream()
                                .filter(node -> names.contains(node.name()))
                                .count())))
                .toList();
    }

    /** Empty if the plan is too large, or the store does not let this service read results. */
    private Optional<Set<String>> stored(Plan plan) {
        if (plan.nodes().size() > MAX_LOOKUPS) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredJobs.of(plan, results));
        } catch (StoreException e) {
            LOG.debugf("experiment=%s stored results not counted: %s", plan.experiment(), e.getMessage());
            return Optional.empty();
        }
    }
}
