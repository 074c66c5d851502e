package io.redoubt.experiment.plan;

import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.Results;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The jobs of a plan whose results are stored, so that they are not computed again. */
public final class StoredJobs {

    private StoredJobs() {}

    /**
     * Returns the names of these jobs. A job whose inputs are not stored has no fingerprint yet, so it is not among them.
     *
     * @throws io.redoubt.pipeline.store.StoreException if the store cannot be read
     */
    public static Set<String> of(Plan plan, Results results) {
        Map<String, ResultManifest> stored = new HashMap<>();
        for (PlanNode node : plan.nodes()) {
            inputs(node, stored)
                    .flatMap(inputs -> results.intact(Job.of(plan.experiment(), node.name(), node.spec(), inputs)))
                    .ifPresent(manifest -> stored.put(node.name(), manifest));
        }
        return Set.copyOf(stored.keySet());
    }

    private static Optional<Map<String, Artifact>> inputs(PlanNode node, Map<String, ResultManifest> stored) {
        Map<String, Artifact> inputs = new HashMap<>();
        node.inputs().forEach((role, output) -> Optional.ofNullable(stored.get(output.node())).stream()
                .flatMap(result -> result.parts().stream())
                .filter(part -> part.part().equals(output.part()))
                .forEach(part -> inputs.put(role, part)));
        return inputs.size() == node.inputs().size() ? Optional.of(inputs) : Optional.empty();
    }
}
