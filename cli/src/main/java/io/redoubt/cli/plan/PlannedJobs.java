package io.redoubt.cli.plan;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.plan.ImagePasses;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.StoredJobs;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs of a request.
 *
 * @param jobs in topological order
 * @param passes the work of the jobs that are not stored
 */
public record PlannedJobs(List<PlannedJob> jobs, ImagePasses passes) {

    /**
     * A job.
     *
     * @param node name of the job
     * @param stored whether its result is stored, so that it is not computed again
     */
    public record PlannedJob(String node, boolean stored) {}

    public PlannedJobs {
        jobs = List.copyOf(jobs);
    }

    /**
     * Plans a request without a store, in which nothing is stored.
     *
     * @throws InvalidFieldException if the data set is not bundled, or the request does not fit it
     */
    public static PlannedJobs withoutStore(ExperimentRequest request) throws IOException {
        DatasetManifest dataset = DatasetCheck.bundled(request)
                .orElseThrow(() -> new InvalidFieldException(
                        "dataset", request.dataset() + " is not bundled; name the store that has it with --store"));
        return of(Plan.of(request.id(), request, dataset), dataset, Set.of());
    }

    /**
     * Plans a request for a store. A bundled data set need not be stored yet.
     *
     * @throws InvalidFieldException if the store has no such data set, or the request does not fit it
     */
    public static PlannedJobs of(ExperimentRequest request, ObjectStore store, DatasetCatalog catalog)
            throws IOException {
        DatasetName name = DatasetName.parse(request.dataset());
        boolean stored = catalog.list().stream()
                .anyMatch(dataset -> dataset.manifest().name().equals(name.name()));
        Optional<DatasetManifest> bundled = DatasetCheck.bundled(request);
        if (!stored && bundled.isPresent()) {
            return withoutStore(request);
        }
        DatasetManifest dataset = catalog.resolve(name);
        Plan plan = Plan.of(request.id(), request, dataset);
        return of(plan, dataset, StoredJobs.of(plan, new Results(store)));
    }

    private static PlannedJobs of(Plan plan, DatasetManifest dataset, Set<String> stored) {
        return new PlannedJobs(
                plan.nodes().stream()
                        .map(node -> new PlannedJob(node.name(), stored.contains(node.name())))
                        .toList(),
                ImagePasses.of(plan, dataset, stored));
    }

    /** The number of jobs whose results are stored. */
    public long stored() {
        return jobs.stream().filter(PlannedJob::stored).count();
    }
}
