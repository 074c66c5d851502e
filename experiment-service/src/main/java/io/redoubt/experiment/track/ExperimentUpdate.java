package io.redoubt.experiment.track;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.experiment.plan.NodeOutput;
import io.redoubt.experiment.plan.PlanNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One experiment while an input is handled. */
final class ExperimentUpdate {

    private final Experiment before;
    private final Map<String, NodeProgress> nodes;
    private ExperimentState state;
    private String message;

    ExperimentUpdate(Experiment before) {
        this.before = before;
        this.nodes = new HashMap<>(before.nodes());
        this.state = before.state();
        this.message = before.message();
    }

    String id() {
        return before.id();
    }

    ExperimentState state() {
        return state;
    }

    List<PlanNode> plan() {
        return before.plan().nodes();
    }

    NodeProgress progress(PlanNode node) {
        return nodes.getOrDefault(node.name(), NodeProgress.WAITING);
    }

    boolean changed() {
        return !after().equals(before);
    }

    Experiment after() {
        return new Experiment(before.request(), before.dataset(), before.plan(), state, message, nodes);
    }

    void become(ExperimentState next) {
        state = next;
        message = "";
    }

    void set(PlanNode node, NodeProgress progress) {
        nodes.put(node.name(), progress);
    }

    /**
     * Runs again: what is in flight is waited for, the rest is queued anew. Finished jobs too, since a result may have been
     * damaged or removed after it was announced: workers answer at once for one that is intact, and make any other again.
     */
    void reopen() {
        become(ExperimentState.RUNNING);
        nodes.replaceAll((name, node) -> node.inFlight() ? node : node.now(JobState.WAITING));
    }

    /** The nodes whose job is in flight under that fingerprint. */
    List<PlanNode> inFlight(String fingerprint) {
        return plan().stream()
                .filter(node -> progress(node).inFlight())
                .filter(node -> progress(node).fingerprint().equals(fingerprint))
                .toList();
    }

    /** A job was cancelled under this experiment: if it is still wanted, it waits to be queued again. */
    void release(PlanNode node) {
        set(node, state.ended() ? progress(node).now(JobState.CANCELLED) : NodeProgress.WAITING);
    }

    void fail(PlanNode node, String why) {
        set(node, progress(node).now(JobState.FAILED));
        if (!state.ended()) {
            state = ExperimentState.FAILED;
            message = node.name() + ": " + why;
        }
    }

    /** Takes over a job's result, or fails if it lacks a part that a later job needs. */
    void succeed(PlanNode node, NodeProgress done) {
        for (String part : before.plan().partsTakenFrom(node.name())) {
            if (done.parts().stream().noneMatch(made -> made.part().equals(part))) {
                fail(node, "its result has no " + part);
                return;
            }
        }
        set(node, done);
        if (!state.ended() && plan().stream().allMatch(each -> progress(each).state() == JobState.SUCCEEDED)) {
            become(ExperimentState.SUCCEEDED);
        }
    }

    /** The artifacts behind a node's inputs by role; empty while one of them does not exist. */
    Optional<Map<String, Artifact>> inputs(PlanNode node) {
        Map<String, Artifact> inputs = new HashMap<>();
        for (Map.Entry<String, NodeOutput> input : node.inputs().entrySet()) {
            Optional<Artifact> artifact = artifact(input.getValue());
            if (artifact.isEmpty()) {
                return Optional.empty();
            }
            inputs.put(input.getKey(), artifact.get());
        }
        return Optional.of(inputs);
    }

    private Optional<Artifact> artifact(NodeOutput output) {
        NodeProgress producer = nodes.getOrDefault(output.node(), NodeProgress.WAITING);
        return producer.parts().stream()
                .filter(part -> part.part().equals(output.part()))
                .findFirst();
    }

    /** A node of this experiment that has done the job already. */
    Optional<NodeProgress> done(String fingerprint) {
        return nodes.values().stream()
                .filter(progress -> progress.state() == JobState.SUCCEEDED)
                .filter(progress -> progress.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
