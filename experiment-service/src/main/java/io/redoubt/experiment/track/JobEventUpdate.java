package io.redoubt.experiment.track;

import io.redoubt.api.SanitizedText;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.experiment.plan.PlanNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Applies an event that changes the state of a job to all experiments that wait for the job. */
final class JobEventUpdate {

    /** Results have at most five parts. The state of an experiment lists all of them. */
    private static final int MAX_PARTS = 32;

    private final TrackerUpdate update;
    private final JobEvent event;
    private final InFlightJob job;

    /** The experiment of the event comes last, because its cancellation may not have been read yet. */
    private final List<ExperimentUpdate> waiting;

    JobEventUpdate(TrackerUpdate update, JobEvent event, InFlightJob job) {
        this.update = update;
        this.event = event;
        this.job = job;
        this.waiting = job.experiments().stream()
                .sorted(Comparator.comparing(event.experiment()::equals))
                .flatMap(id -> update.experiment(id).stream())
                .toList();
    }

    /** @throws UnreadableMessageException as by {@link Tracker#event} */
    void apply() {
        requireStage();
        switch (event.type()) {
            case QUEUED -> update.putJob(event.fingerprint(), job.asAnnounced());
            case STARTED -> start();
            case SUCCEEDED -> succeed();
            case FAILED -> fail();
            case CANCELLED -> cancel();
            default -> throw new IllegalArgumentException(event.type() + " does not change the state of a job");
        }
    }

    private void requireStage() {
        forEachNode((experiment, node) -> {
            if (node.stage() != event.stage()) {
                throw new UnreadableMessageException(
                        "the event has stage " + event.stage().wireName() + " but is of a job of stage "
                                + node.stage().wireName(),
                        null);
            }
        });
    }

    private void start() {
        NodeProgress running = NodeProgress.inFlight(JobState.RUNNING, event.fingerprint(), event.experiment());
        update.putJob(event.fingerprint(), job.asRunning());
        forEachNode((experiment, node) -> experiment.setProgress(node, running));
    }

    private void succeed() {
        ResultManifest result = event.result()
                .filter(manifest -> manifest.isOf(event.fingerprint()) && manifest.stage() == event.stage())
                .filter(manifest -> manifest.parts().size() <= MAX_PARTS)
                .orElseThrow(() -> new UnreadableMessageException("succeeded without a result of this job", null));
        NodeProgress succeeded = NodeProgress.succeeded(event.fingerprint(), result.parts(), event.experiment());
        endJob((experiment, node) -> experiment.succeed(node, succeeded));
    }

    private void fail() {
        if (job.announced()) {
            String reason = event.message().isEmpty() ? "failed without a reason" : SanitizedText.of(event.message());
            endJob((experiment, node) -> experiment.fail(node, reason));
        }
    }

    private void cancel() {
        if (job.announced()) {
            endJob(ExperimentUpdate::requeue);
        }
    }

    private void endJob(BiConsumer<ExperimentUpdate, PlanNode> outcome) {
        update.removeJob(event.fingerprint());
        forEachNode(outcome);
        waiting.forEach(update::advance);
    }

    private void forEachNode(BiConsumer<ExperimentUpdate, PlanNode> action) {
        waiting.forEach(experiment ->
                experiment.nodesInFlight(event.fingerprint()).forEach(node -> action.accept(experiment, node)));
    }
}
