package io.redoubt.experiment.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.event.Progress;
import io.redoubt.experiment.view.AttemptSummary;
import io.redoubt.experiment.view.TrackedJob;
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

    static WorkerJob of(TrackedJob job, AttemptSummary attempt) {
        return new WorkerJob(
                job.experiment(),
                job.node(),
                job.fingerprint(),
                attempt.number(),
                attempt.progress(),
                attempt.lastEvent());
    }
}
