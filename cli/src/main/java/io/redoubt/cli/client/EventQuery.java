package io.redoubt.cli.client;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Selects events of an experiment.
 *
 * @param job name of the job, or of a group of jobs: {@code attack} and {@code attack/none/full-adversarial} select all
 *     jobs whose names begin with it and a slash; empty for all jobs
 * @param since the earliest time
 * @param follow whether to wait for further events until the experiment ends
 */
public record EventQuery(Optional<String> job, Instant since, boolean follow) {

    private static final String JOB = "JOB";

    /** All events so far. */
    public static EventQuery all() {
        return new EventQuery(Optional.empty(), Instant.EPOCH, false);
    }

    /** Whether a job is selected. */
    boolean selects(String node) {
        return job.isEmpty() || node.equals(job.get()) || node.startsWith(job.get() + "/");
    }

    /** @throws InvalidFieldException if the experiment has no such job */
    void requireJob(ExperimentStatus status) {
        List<String> nodes = status.jobs().stream().map(JobStatus::node).toList();
        if (job.isPresent() && nodes.stream().noneMatch(this::selects)) {
            throw new InvalidFieldException(
                    JOB,
                    Ids.quote(job.get()) + " is not a job of " + status.experiment()
                            + NearestName.of(job.get(), nodes)
                                    .map(nearest -> "; did you mean " + nearest + "? ")
                                    .orElse("; ")
                            + "`redoubt status " + status.experiment() + "` lists its jobs");
        }
    }
}
