package io.redoubt.experiment.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * The job of a worker, as of its last event.
 *
 * @param experiment id of the experiment under which the job runs
 * @param node name of the node in that experiment's job graph
 * @param fingerprint fingerprint of the job
 * @param attempt number of attempts since the job last made progress, from 1
 * @param progress the last known progress, with its rate in images per second
 * @param seen time of the last event
 */
public record WorkerJob(
        String experiment,
        String node,
        String fingerprint,
        int attempt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Progress> progress,
        Instant seen) {

    static WorkerJob of(JobEvent event) {
        return new WorkerJob(
                event.experiment(), event.node(), event.fingerprint(), event.attempt(), event.progress(), event.time());
    }

    WorkerJob orProgressOf(WorkerJob earlier) {
        return new WorkerJob(experiment, node, fingerprint, attempt, progress.or(() -> earlier.progress), seen);
    }
}
