package io.redoubt.experiment.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.event.WorkerDevice;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a worker at a job.
 *
 * @param worker name of the worker
 * @param number attempts since the job last made progress, from 1; 0 if the worker found the result in the store
 * @param outcome how it ended
 * @param started when the worker started
 * @param lastEvent time of its last event, which is its end if it has ended
 * @param checkpoint epoch of its last checkpoint; 0 if it committed none
 * @param checkpointed time of its last checkpoint
 * @param progress its last progress
 * @param error why it failed; otherwise empty
 * @param device the device of the worker, as of its last event
 */
public record AttemptSummary(
        String worker,
        int number,
        Outcome outcome,
        Instant started,
        Instant lastEvent,
        int checkpoint,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> checkpointed,
        Optional<Progress> progress,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String error,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WorkerDevice> device) {

    /** How an attempt ended. */
    public enum Outcome implements WireNamed {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        /** The worker found the result in the store. */
        @JsonProperty("reused")
        REUSED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED,
        /** Another attempt started before this one reported its end: its worker stopped or lost the job. */
        @JsonProperty("lost")
        LOST
    }

    static AttemptSummary started(JobEvent event) {
        return new AttemptSummary(
                event.worker(),
                event.attempt(),
                Outcome.RUNNING,
                event.time(),
                event.time(),
                0,
                Optional.empty(),
                event.progress(),
                "",
                event.device());
    }

    /** Returns the attempt after an event of its worker. */
    AttemptSummary after(JobEvent event) {
        boolean committed = event.type() == EventType.CHECKPOINTED;
        return new AttemptSummary(
                worker,
                number,
                outcome(event),
                started,
                event.time(),
                committed ? event.progress().map(Progress::epoch).orElse(checkpoint) : checkpoint,
                committed ? Optional.of(event.time()) : checkpointed,
                event.progress().or(() -> progress),
                event.type() == EventType.FAILED ? event.message() : error,
                event.device().or(() -> device));
    }

    AttemptSummary lost() {
        return new AttemptSummary(
                worker, number, Outcome.LOST, started, lastEvent, checkpoint, checkpointed, progress, error, device);
    }

    boolean isRunning() {
        return outcome == Outcome.RUNNING;
    }

    private static Outcome outcome(JobEvent event) {
        return switch (event.type()) {
            case SUCCEEDED -> event.reused() ? Outcome.REUSED : Outcome.SUCCEEDED;
            case FAILED -> Outcome.FAILED;
            case CANCELLED -> Outcome.CANCELLED;
            default -> Outcome.RUNNING;
        };
    }
}
