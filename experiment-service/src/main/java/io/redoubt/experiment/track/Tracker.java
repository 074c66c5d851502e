package io.redoubt.experiment.track;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.plan.PlanNode;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides what follows from a request, an event or a command. It has no side effects, so that any input can be handled
 * again after a failure. Duplicate, late and reordered inputs lead to the same final state.
 */
public final class Tracker {

    private final TrackerState state;
    private final DatasetResolver datasets;
    private final InstantSource clock;

    public Tracker(TrackerState state, DatasetResolver datasets, InstantSource clock) {
        this.state = state;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Handles a request in YAML or JSON. A new experiment starts. One that was cancelled or has failed jobs restarts, and
     * its intact results are reused. For any other, only its status is published again.
     *
     * @param traceparent the header with its trace, which a new experiment continues; empty for none
     * @throws UnreadableMessageException if it is neither YAML nor JSON
     */
    public Decision request(byte[] payload, String traceparent) {
        ExperimentRequest request;
        try {
            request = read(payload);
        } catch (InvalidFieldException e) {
            return reject(payload, e.getMessage());
        }
        Optional<Experiment> known = state.experiment(request.id());
        try {
            return known.isPresent() ? resubmit(known.get()) : start(request, traceparent);
        } catch (InvalidFieldException e) {
            return reject(request, e.getMessage());
        }
    }

    private static ExperimentRequest read(byte[] payload) {
        try {
            return RequestReader.read(payload);
        } catch (InvalidFieldException | UnreadableMessageException e) {
            throw e;
        } catch (RuntimeException e) {
            // The outcome depends on the payload only, so a retry would fail in the same way, and block the topic.
            throw new UnreadableMessageException(
                    "the request cannot be read: " + e.getClass().getName(), e);
        }
    }

    /** Publishes the rejection of a request. */
    public Decision reject(byte[] payload, String message) {
        return Decision.publish(OutgoingMessage.status(RejectedRequest.of(payload, message, clock.instant())));
    }

    /** Publishes the rejection of a request that is valid, but cannot be planned. */
    public Decision rejectPlanned(byte[] payload, String message) {
        return reject(read(payload), message);
    }

    private Decision reject(ExperimentRequest request, String message) {
        return Decision.publish(
                OutgoingMessage.status(RejectedRequest.of(request.id(), request.name(), message, clock.instant())));
    }

    private Decision start(ExperimentRequest request, String traceparent) {
        return run(Experiment.start(request, datasets.resolve(DatasetName.parse(request.dataset())), traceparent));
    }

    private Decision resubmit(Experiment known) {
        boolean restarts = known.state() == ExperimentState.FAILED
                || known.state() == ExperimentState.CANCELLED
                || known.state() == ExperimentState.RUNNING && new ExperimentUpdate(known).hasFailures();
        if (restarts) {
            return run(known);
        }
        return Decision.publish(OutgoingMessage.status(known.status(clock.instant())));
    }

    private Decision run(Experiment experiment) {
        TrackerUpdate update = newUpdate();
        ExperimentUpdate started = update.update(experiment);
        started.restart();
        // Workers may have read a cancel command for this id, even before the tracker knew the experiment.
        update.publish(OutgoingMessage.resume(started.id()));
        update.advance(started);
        return update.toDecision();
    }

    /**
     * Handles a command. One that conflicts with the state of its experiment has no effect. {@code FORGET} also applies
     * to unknown ids, whose records it deletes from the compacted topics, such as those of a rejected request.
     *
     * @throws UnreadableMessageException if the experiment of any other command is unknown
     */
    public Decision control(ControlCommand command) {
        TrackerUpdate update = newUpdate();
        Optional<ExperimentUpdate> known = update.experiment(command.experiment());
        if (known.isEmpty() && command.action() != ControlCommand.Action.FORGET) {
            UnknownExperimentException unknown = new UnknownExperimentException(command.experiment());
            throw new UnreadableMessageException(unknown.getMessage(), unknown);
        }
        if (known.flatMap(experiment -> command.action().conflict(experiment.state()))
                .isPresent()) {
            return Decision.NONE;
        }
        switch (command.action()) {
            case CANCEL -> cancel(update, known.orElseThrow());
            case PAUSE -> known.orElseThrow().setState(ExperimentState.PAUSED);
            case RESUME -> {
                known.orElseThrow().setState(ExperimentState.RUNNING);
                update.advance(known.orElseThrow());
            }
            case FORGET -> update.forget(command.experiment());
        }
        return update.toDecision();
    }

    /** Cancels an experiment whose next messages cannot be sent. One that has ended, or is unknown, remains as it is. */
    public Decision cancel(String id, String reason) {
        TrackerUpdate update = newUpdate();
        update.experiment(id).filter(experiment -> !experiment.state().ended()).ifPresent(experiment -> {
            cancel(update, experiment);
            experiment.explainCancellation(reason);
        });
        return update.toDecision();
    }

    private static void cancel(TrackerUpdate update, ExperimentUpdate experiment) {
        experiment.setState(ExperimentState.CANCELLED);
        cancelJobs(update, experiment);
    }

    private static void cancelJobs(TrackerUpdate update, ExperimentUpdate experiment) {
        for (PlanNode node : experiment.plan()) {
            NodeProgress progress = experiment.progress(node);
            if (progress.isEnded()) {
                continue;
            }
            experiment.setProgress(node, progress.withState(JobState.CANCELLED));
            if (progress.isInFlight()) {
                update.job(progress.fingerprint())
                        .ifPresent(job -> stopWaiting(update, progress.fingerprint(), job, experiment.id()));
            }
        }
    }

    private static void stopWaiting(TrackerUpdate update, String fingerprint, InFlightJob job, String experiment) {
        InFlightJob remaining = job.withoutExperiment(experiment);
        if (remaining.experiments().isEmpty()) {
            update.removeJob(fingerprint);
        } else {
            update.putJob(fingerprint, remaining);
        }
    }

    /**
     * Handles a job event. Events of jobs that no experiment waits for have no effect.
     *
     * @throws UnreadableMessageException if the event names another stage than its job has, or is {@code SUCCEEDED} and has
     *     no result of its job
     */
    public Decision event(JobEvent event) {
        return switch (event.type()) {
            case PROGRESS, EPOCH, CHECKPOINTED -> Decision.NONE;
            case QUEUED, STARTED, SUCCEEDED, FAILED, CANCELLED ->
                state.job(event.fingerprint())
                        .map(job -> stateChange(event, job))
                        .orElse(Decision.NONE);
        };
    }

    private Decision stateChange(JobEvent event, InFlightJob job) {
        TrackerUpdate update = newUpdate();
        new JobEventUpdate(update, event, job).apply();
        return update.toDecision();
    }

    private TrackerUpdate newUpdate() {
        return new TrackerUpdate(state, clock.instant());
    }
}
