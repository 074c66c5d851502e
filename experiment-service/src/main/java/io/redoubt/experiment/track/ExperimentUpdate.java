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

/** A mutable copy of an experiment while one input is handled. */
final class ExperimentUpdate {

    private final Experiment original;
    private final Map<String, NodeProgress> nodes;
    private ExperimentState state;
    private String message;

    ExperimentUpdate(Experiment original) {
        this.original = original;
        this.nodes = new HashMap<>(original.nodes());
        this.state = original.state();
        this.message = original.message();
    }

    String id() {
        return original.id();
    }

    ExperimentState state() {
        return state;
    }

    List<PlanNode> plan() {
        return original.plan().nodes();
    }

    NodeProgress progress(PlanNode node) {
        return nodes.getOrDefault(node.name(), NodeProgress.WAITING);
    }

    boolean isChanged() {
        return !toExperiment().equals(original);
    }

    Experiment toExperiment() {
        return new Experiment(original.request(), original.dataset(), original.plan(), state, message, nodes);
    }

    /** Sets the state and clears the message. */
    void setState(ExperimentState newState) {
        state = newState;
        message = "";
    }

    void setProgress(PlanNode node, NodeProgress progress) {
        nodes.put(node.name(), progress);
    }

    /**
     * Restarts the experiment. Jobs in flight stay in flight; all others wait to be queued again. Succeeded jobs are
     * queued again, too, because their results may have been corrupted or deleted since: a worker reports an intact
     * result at once and recomputes any other.
     */
    void restart() {
        setState(ExperimentState.RUNNING);
        nodes.replaceAll((name, node) -> node.isInFlight() ? node : node.withState(JobState.WAITING));
    }

    /** Returns the nodes whose job has the given fingerprint and is in flight. */
    List<PlanNode> nodesInFlight(String fingerprint) {
        return plan().stream()
                .filter(node -> progress(node).isInFlight())
                .filter(node -> progress(node).fingerprint().equals(fingerprint))
                .toList();
    }

    /** Handles the cancellation of a job: unless this experiment has ended, the node waits to be queued again. */
    void requeue(PlanNode node) {
        setProgress(node, state.ended() ? progress(node).withState(JobState.CANCELLED) : NodeProgress.WAITING);
    }

    void fail(PlanNode node, String reason) {
        setProgress(node, progress(node).withState(JobState.FAILED));
        if (!state.ended()) {
            state = ExperimentState.FAILED;
            message = node.name() + ": " + reason;
        }
    }

    /** Records the result of a job, or fails the node if the result lacks a part that another node needs. */
    void succeed(PlanNode node, NodeProgress succeeded) {
        for (String required : original.plan().partsTakenFrom(node.name())) {
            if (succeeded.parts().stream().noneMatch(part -> part.part().equals(required))) {
                fail(node, "its result has no " + required);
                return;
            }
        }
        setProgress(node, succeeded);
        if (!state.ended() && plan().stream().allMatch(each -> progress(each).state() == JobState.SUCCEEDED)) {
            setState(ExperimentState.SUCCEEDED);
        }
    }

    /** Returns the input artifacts of a node by role; empty unless all of them exist. */
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

    /** Returns the progress of a node whose job has the given fingerprint and succeeded. */
    Optional<NodeProgress> succeededNode(String fingerprint) {
        return nodes.values().stream()
                .filter(progress -> progress.state() == JobState.SUCCEEDED)
                .filter(progress -> progress.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
