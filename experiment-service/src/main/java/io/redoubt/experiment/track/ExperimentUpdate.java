package io.redoubt.experiment.track;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ReportSpec;
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

    ExperimentUpdate(Experiment original) {
        this.original = original;
        this.nodes = new HashMap<>(original.nodes());
        this.state = original.state();
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
        return new Experiment(original.request(), original.dataset(), original.plan(), state, nodes, traceparent());
    }

    /** Returns the header with the trace of the experiment; empty for none. */
    String traceparent() {
        return original.traceparent();
    }

    void setState(ExperimentState newState) {
        state = newState;
    }

    void setProgress(PlanNode node, NodeProgress progress) {
        nodes.put(node.name(), progress.seenBy(id()));
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
        setProgress(node, progress(node).withFailure(JobState.FAILED, node.name() + ": " + reason));
    }

    /** Records in the first cancelled job why the experiment was cancelled. */
    void explainCancellation(String reason) {
        plan().stream()
                .filter(node -> progress(node).state() == JobState.CANCELLED)
                .findFirst()
                .ifPresent(node -> setProgress(node, progress(node).withFailure(JobState.CANCELLED, reason)));
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
    }

    /**
     * Cancels a waiting node that cannot run, because a job whose result it needs failed. The report needs the scores of
     * one subject.
     */
    boolean cancelIfBlocked(PlanNode node) {
        Optional<NodeProgress> failed = node.inputs().values().stream()
                .map(this::producer)
                .filter(NodeProgress::isWithoutResult)
                .findFirst();
        boolean blocked = failed.isPresent() && !(node.isReport() && canHaveScores(node));
        if (blocked) {
            setProgress(
                    node,
                    progress(node).withFailure(JobState.CANCELLED, failed.get().failure()));
        }
        return blocked;
    }

    private boolean canHaveScores(PlanNode report) {
        return report.inputs().entrySet().stream()
                .filter(input -> InputRoles.isScores(input.getKey()))
                .anyMatch(input -> !producer(input.getValue()).isWithoutResult());
    }

    /** Ends the experiment if all jobs have ended. */
    void endIfDone() {
        if (plan().stream().map(this::progress).allMatch(NodeProgress::isEnded)) {
            boolean failed = plan().stream().map(this::progress).anyMatch(NodeProgress::isWithoutResult);
            state = failed ? ExperimentState.FAILED : ExperimentState.SUCCEEDED;
        }
    }

    /** Returns whether a job failed. */
    boolean hasFailures() {
        return nodes.values().stream().anyMatch(progress -> progress.state() == JobState.FAILED);
    }

    /** Returns the spec of a node. That of the report has the reasons why inputs are missing. */
    JobSpec spec(PlanNode node) {
        if (!(node.spec() instanceof ReportSpec report)) {
            return node.spec();
        }
        Map<String, String> failures = new HashMap<>();
        node.inputs().forEach((role, input) -> {
            if (producer(input).isWithoutResult() && !InputRoles.isExamples(role)) {
                failures.put(role, producer(input).failure());
            }
        });
        return report.withFailures(failures);
    }

    /**
     * Returns the input artifacts of a node by role; empty unless all of them exist. The report does without those of
     * jobs that have no result.
     */
    Optional<Map<String, Artifact>> inputs(PlanNode node) {
        Map<String, Artifact> inputs = new HashMap<>();
        for (Map.Entry<String, NodeOutput> input : node.inputs().entrySet()) {
            Optional<Artifact> artifact = artifact(input.getValue());
            artifact.ifPresent(found -> inputs.put(input.getKey(), found));
            boolean missing = artifact.isEmpty() && !producer(input.getValue()).isWithoutResult();
            if (missing) {
                return Optional.empty();
            }
        }
        return Optional.of(inputs);
    }

    private Optional<Artifact> artifact(NodeOutput output) {
        return producer(output).parts().stream()
                .filter(part -> part.part().equals(output.part()))
                .findFirst();
    }

    private NodeProgress producer(NodeOutput output) {
        return nodes.getOrDefault(output.node(), NodeProgress.WAITING);
    }

    /** Returns the progress of a node whose job has the given fingerprint and succeeded. */
    Optional<NodeProgress> succeededNode(String fingerprint) {
        return nodes.values().stream()
                .filter(progress -> progress.state() == JobState.SUCCEEDED)
                .filter(progress -> progress.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
