package io.redoubt.experiment.track;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.plan.PlanNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the state changes and the messages that follow from one input. Reads see the changes made so far. */
final class TrackerUpdate {

    private final TrackerState state;
    private final Instant now;
    private final Map<String, ExperimentUpdate> experiments = new LinkedHashMap<>();
    private final Map<String, Optional<InFlightJob>> jobs = new LinkedHashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<OutgoingMessage> messages = new ArrayList<>();

    TrackerUpdate(TrackerState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    Optional<ExperimentUpdate> experiment(String id) {
        ExperimentUpdate known = experiments.get(id);
        return known != null ? Optional.of(known) : state.experiment(id).map(this::update);
    }

    ExperimentUpdate update(Experiment experiment) {
        ExperimentUpdate update = new ExperimentUpdate(experiment);
        experiments.put(experiment.id(), update);
        return update;
    }

    Optional<InFlightJob> job(String fingerprint) {
        Optional<InFlightJob> changed = jobs.get(fingerprint);
        return changed != null ? changed : state.job(fingerprint);
    }

    void putJob(String fingerprint, InFlightJob job) {
        jobs.put(fingerprint, Optional.of(job));
    }

    void removeJob(String fingerprint) {
        jobs.put(fingerprint, Optional.empty());
    }

    void publish(OutgoingMessage message) {
        messages.add(message);
    }

    /** Deletes an experiment from the state and from the compacted topics. */
    void forget(String experiment) {
        experiments.remove(experiment);
        forgotten.add(experiment);
        publish(OutgoingMessage.tombstone(Topics.STATUS, experiment));
        publish(OutgoingMessage.tombstone(Topics.RESULTS, experiment));
    }

    /**
     * Queues the waiting jobs of a running experiment whose inputs exist, cancels those whose inputs will never exist, and
     * ends an experiment without further jobs.
     */
    void advance(ExperimentUpdate experiment) {
        if (experiment.state().ended()) {
            return;
        }
        // One pass is enough: nodes that become ready in it come later in the plan.
        for (PlanNode node : experiment.plan()) {
            if (experiment.progress(node).state() == JobState.WAITING
                    && !experiment.cancelIfBlocked(node)
                    && experiment.state() == ExperimentState.RUNNING) {
                experiment.inputs(node).ifPresent(inputs -> queue(experiment, node, inputs));
            }
        }
        experiment.endIfDone();
    }

    private void queue(ExperimentUpdate experiment, PlanNode node, Map<String, Artifact> inputs) {
        Job job = Job.of(experiment.id(), node.name(), experiment.spec(node), inputs);
        Optional<NodeProgress> succeeded = experiment.succeededNode(job.fingerprint());
        if (succeeded.isPresent()) {
            experiment.succeed(node, succeeded.get());
            return;
        }
        InFlightJob inFlight = job(job.fingerprint())
                .map(known -> known.withExperiment(experiment.id()))
                .orElseGet(() -> queue(job, experiment.traceparent()));
        putJob(job.fingerprint(), inFlight);
        experiment.setProgress(
                node,
                NodeProgress.inFlight(
                        inFlight.state(),
                        job.fingerprint(),
                        inFlight.experiments().get(0)));
    }

    private InFlightJob queue(Job job, String traceparent) {
        publish(OutgoingMessage.work(job, traceparent));
        publish(OutgoingMessage.queued(job, now, traceparent));
        return InFlightJob.queuedFor(job.experiment());
    }

    /** Returns the decision, with the new status of every experiment that changed. */
    Decision toDecision() {
        List<Experiment> changed = new ArrayList<>();
        experiments.values().stream()
                .filter(ExperimentUpdate::isChanged)
                .map(ExperimentUpdate::toExperiment)
                .forEach(experiment -> {
                    changed.add(experiment);
                    publish(OutgoingMessage.status(experiment.status(now)));
                });
        return new Decision(changed, forgotten, jobs, messages);
    }
}
