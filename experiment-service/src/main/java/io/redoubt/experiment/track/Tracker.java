package io.redoubt.experiment.track;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.plan.PlanNode;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Decides what follows from one request, event or command. It changes nothing itself, so an input may be handled again
 * after any failure. Duplicated, late and reordered inputs lead to the same end.
 */
public final class Tracker {

    private final TrackerState state;
    private final Datasets datasets;
    private final InstantSource clock;

    public Tracker(TrackerState state, Datasets datasets, InstantSource clock) {
        this.state = state;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * A request, in YAML or JSON. An id that is running, paused or has succeeded starts nothing; one that has failed or was
     * cancelled runs again, and its intact results are not made again.
     *
     * @throws UnreadableMessageException if it is neither YAML nor JSON
     */
    public Decision request(byte[] payload) {
        ExperimentRequest request;
        try {
            request = read(payload);
        } catch (InvalidFieldException e) {
            return refuse(payload, e.getMessage());
        }
        Optional<Experiment> known = state.experiment(request.id());
        try {
            return known.isPresent() ? again(known.get()) : start(request);
        } catch (InvalidFieldException e) {
            return Decision.say(OutgoingMessage.status(
                    RejectedRequest.of(request.id(), request.name(), e.getMessage(), clock.instant())));
        }
    }

    private static ExperimentRequest read(byte[] payload) {
        try {
            return RequestReader.read(payload);
        } catch (InvalidFieldException | UnreadableMessageException e) {
            throw e;
        } catch (RuntimeException e) {
            // Reading depends on the payload alone: whatever stops it would stop it again, for ever.
            throw new UnreadableMessageException(
                    "the request cannot be read: " + e.getClass().getName(), e);
        }
    }

    /** The answer to a request that cannot be accepted. */
    public Decision refuse(byte[] payload, String message) {
        return Decision.say(OutgoingMessage.status(RejectedRequest.of(payload, message, clock.instant())));
    }

    private Decision start(ExperimentRequest request) {
        return run(Experiment.start(request, datasets.resolve(DatasetName.parse(request.dataset()))));
    }

    private Decision again(Experiment known) {
        if (known.state() == ExperimentState.FAILED || known.state() == ExperimentState.CANCELLED) {
            return run(known);
        }
        return Decision.say(OutgoingMessage.status(known.status(clock.instant())));
    }

    private Decision run(Experiment experiment) {
        TrackerUpdate turn = turn();
        ExperimentUpdate draft = turn.open(experiment);
        draft.reopen();
        // Workers may remember that this id was cancelled, even before it was known here.
        turn.say(OutgoingMessage.resume(draft.id()));
        turn.queueReady(draft);
        return turn.decision();
    }

    /**
     * A command. One for an unknown experiment, or for one that has ended, changes nothing, but for {@code forget}: that one
     * changes nothing before the experiment has ended, and removes what the topics say of one that is unknown here, such as a
     * refused request.
     */
    public Decision control(ControlCommand command) {
        TrackerUpdate turn = turn();
        if (command.action() == ControlCommand.Action.FORGET) {
            forget(turn, command.experiment());
            return turn.decision();
        }
        turn.experiment(command.experiment()).ifPresent(draft -> {
            switch (command.action()) {
                case CANCEL -> cancel(turn, draft);
                case PAUSE -> {
                    if (draft.state() == ExperimentState.RUNNING) {
                        draft.become(ExperimentState.PAUSED);
                    }
                }
                case RESUME -> {
                    if (draft.state() == ExperimentState.PAUSED) {
                        draft.become(ExperimentState.RUNNING);
                        turn.queueReady(draft);
                    }
                }
                case FORGET -> throw new IllegalStateException("handled above");
            }
        });
        return turn.decision();
    }

    private static void forget(TrackerUpdate turn, String experiment) {
        Optional<ExperimentUpdate> known = turn.experiment(experiment);
        if (known.filter(draft -> !draft.state().ended()).isEmpty()) {
            known.ifPresent(draft -> leaveAll(turn, draft));
            turn.forget(experiment);
        }
    }

    private static void cancel(TrackerUpdate turn, ExperimentUpdate draft) {
        if (!draft.state().ended()) {
            draft.become(ExperimentState.CANCELLED);
            leaveAll(turn, draft);
        }
    }

    private static void leaveAll(TrackerUpdate turn, ExperimentUpdate draft) {
        draft.plan().stream().filter(node -> draft.progress(node).inFlight()).forEach(node -> {
            String fingerprint = draft.progress(node).fingerprint();
            draft.set(node, draft.progress(node).now(JobState.CANCELLED));
            turn.job(fingerprint).ifPresent(job -> leave(turn, fingerprint, job, draft.id()));
        });
    }

    private static void leave(TrackerUpdate turn, String fingerprint, SharedJob job, String experiment) {
        SharedJob rest = job.leftBy(experiment);
        if (rest.experiments().isEmpty()) {
            turn.end(fingerprint);
        } else {
            turn.put(fingerprint, rest);
        }
    }

    /**
     * An event; one about a job that nobody waits for changes nothing.
     *
     * @throws UnreadableMessageException if it tells of a success and carries no result of that job
     */
    public Decision event(JobEvent event) {
        return switch (event.type()) {
            case PROGRESS, EPOCH, CHECKPOINTED -> Decision.NOTHING;
            case QUEUED, STARTED, SUCCEEDED, FAILED, CANCELLED ->
                state.job(event.fingerprint()).map(job -> lifeCycle(event, job)).orElse(Decision.NOTHING);
        };
    }

    private Decision lifeCycle(JobEvent event, SharedJob job) {
        TrackerUpdate turn = turn();
        List<ExperimentUpdate> waiting = waiting(turn, event, job);
        switch (event.type()) {
            case QUEUED -> turn.put(event.fingerprint(), job.seenInLog());
            case STARTED -> started(turn, waiting, event, job);
            case SUCCEEDED -> succeeded(turn, waiting, event);
            case FAILED -> failed(turn, waiting, event, job);
            case CANCELLED -> cancelled(turn, waiting, event, job);
            default -> throw new IllegalArgumentException(event.type() + " is no step in a job's life");
        }
        return turn.decision();
    }

    /** Those that wait for the job; the one in whose name it ran comes last, since that one may be about to be cancelled. */
    private static List<ExperimentUpdate> waiting(TrackerUpdate turn, JobEvent event, SharedJob job) {
        return job.experiments().stream()
                .sorted(Comparator.comparing(event.experiment()::equals))
                .flatMap(id -> turn.experiment(id).stream())
                .toList();
    }

    private static void started(TrackerUpdate turn, List<ExperimentUpdate> waiting, JobEvent event, SharedJob job) {
        turn.put(event.fingerprint(), job.started());
        forEachNode(
                waiting,
                event,
                (draft, node) -> draft.set(node, draft.progress(node).now(JobState.RUNNING)));
    }

    private static void succeeded(TrackerUpdate turn, List<ExperimentUpdate> waiting, JobEvent event) {
        ResultManifest result = event.result()
                .filter(made -> made.fingerprint().equals(event.fingerprint()))
                .orElseThrow(() -> new UnreadableMessageException("succeeded without the result of this job", null));
        NodeProgress done = new NodeProgress(JobState.SUCCEEDED, event.fingerprint(), result.parts());
        turn.end(event.fingerprint());
        forEachNode(waiting, event, (draft, node) -> draft.succeed(node, done));
        waiting.forEach(turn::queueReady);
    }

    private static void failed(TrackerUpdate turn, List<ExperimentUpdate> waiting, JobEvent event, SharedJob job) {
        if (job.announced()) {
            String why = event.message().isEmpty() ? "failed without a reason" : event.message();
            turn.end(event.fingerprint());
            forEachNode(waiting, event, (draft, node) -> draft.fail(node, why));
        }
    }

    private static void cancelled(TrackerUpdate turn, List<ExperimentUpdate> waiting, JobEvent event, SharedJob job) {
        if (job.announced()) {
            turn.end(event.fingerprint());
            forEachNode(waiting, event, ExperimentUpdate::release);
            waiting.forEach(turn::queueReady);
        }
    }

    private static void forEachNode(
            List<ExperimentUpdate> waiting, JobEvent event, BiConsumer<ExperimentUpdate, PlanNode> step) {
        waiting.forEach(draft -> draft.inFlight(event.fingerprint()).forEach(node -> step.accept(draft, node)));
    }

    private TrackerUpdate turn() {
        return new TrackerUpdate(state, clock.instant());
    }
}
