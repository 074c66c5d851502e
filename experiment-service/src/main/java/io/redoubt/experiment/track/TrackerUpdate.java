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

/** The handling of one input: reads the state, collects what changes and what is to be published. */
final class TrackerUpdate {

    private final TrackerState state;
    private final Instant now;
    private final Map<String, ExperimentUpdate> drafts = new LinkedHashMap<>();
    private final Map<String, Optional<SharedJob>> jobs = new LinkedHashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<OutgoingMessage> messages = new ArrayList<>();

    TrackerUpdate(TrackerState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    Optional<ExperimentUpdate> experiment(String id) {
        ExperimentUpdate open = drafts.get(id);
        return open != null ? Optional.of(open) : state.experiment(id).map(this::open);
    }

    ExperimentUpdate open(Experiment experiment) {
        ExperimentUpdate draft = new ExperimentUpdate(experiment);
        drafts.put(experiment.id(), draft);
        return draft;
    }

    Optional<SharedJob> job(String fingerprint) {
        Optional<SharedJob> changed = jobs.get(fingerprint);
        return changed != null ? changed : state.job(fingerprint);
    }

    void put(String fingerprint, SharedJob job) {
        jobs.put(fingerprint, Optional.of(job));
    }

    void end(String fingerprint) {
        jobs.put(fingerprint, Optional.empty());
    }

    void say(OutgoingMessage message) {
        messages.add(message);
    }

    /** Drops all that is known of an experiment, here and in the compacted topics. */
    void forget(String experiment) {
        drafts.remove(experiment);
        forgotten.add(experiment);
        say(OutgoingMessage.tombstone(Topics.STATUS, experiment));
        say(OutgoingMessage.tombstone(Topics.RESULTS, experiment));
    }

    /** Queues the jobs of a running experiment whose inputs exist. */
    void queueReady(ExperimentUpdate draft) {
        // One pass will do: what a node makes ready at once stands after it in the plan.
        for (PlanNode node : draft.plan()) {
            if (draft.state() == ExperimentState.RUNNING && draft.progress(node).state() == JobState.WAITING) {
                draft.inputs(node).ifPresent(inputs -> queue(draft, node, inputs));
            }
        }
    }

    private void queue(ExperimentUpdate draft, PlanNode node, Map<String, Artifact> inputs) {
        Job job = Job.of(draft.id(), node.name(), node.spec(), inputs);
        Optional<NodeProgress> done = draft.done(job.fingerprint());
        if (done.isPresent()) {
            draft.succeed(node, done.get());
            return;
        }
        SharedJob shared =
                job(job.fingerprint()).map(known -> known.joinedBy(draft.id())).orElseGet(() -> queue(job));
        put(job.fingerprint(), shared);
        draft.set(node, NodeProgress.of(shared.state(), job.fingerprint()));
    }

    private SharedJob queue(Job job) {
        say(OutgoingMessage.work(job));
        say(OutgoingMessage.queued(job, now));
        return SharedJob.queuedFor(job.experiment());
    }

    Decision decision() {
        List<Experiment> changed = new ArrayList<>();
        drafts.values().stream()
                .filter(ExperimentUpdate::changed)
                .map(ExperimentUpdate::after)
                .forEach(after -> {
                    changed.add(after);
                    say(OutgoingMessage.status(after.status(now)));
                });
        return new Decision(changed, forgotten, jobs, messages);
    }
}
