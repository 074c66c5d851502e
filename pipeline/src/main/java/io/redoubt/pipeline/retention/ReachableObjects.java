package io.redoubt.pipeline.retention;

import io.redoubt.api.event.ExperimentStatus;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the given experiments refer to.
 *
 * @param experiments ids of the experiments
 * @param jobs fingerprints of their jobs
 */
public record ReachableObjects(Set<String> experiments, Set<String> jobs) {

    public ReachableObjects {
        experiments = Set.copyOf(experiments);
        jobs = Set.copyOf(jobs);
    }

    /** Collects the references of the experiments with the given statuses. */
    public static ReachableObjects referencedBy(Collection<ExperimentStatus> statuses) {
        return new ReachableObjects(
                statuses.stream().map(ExperimentStatus::experiment).collect(Collectors.toSet()),
                statuses.stream()
                        .flatMap(status -> status.jobs().stream())
                        .map(ExperimentStatus.JobStatus::fingerprint)
                        .filter(fingerprint -> !fingerprint.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
