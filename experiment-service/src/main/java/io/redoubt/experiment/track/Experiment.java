package io.redoubt.experiment.track;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of an accepted experiment.
 *
 * @param request the request
 * @param dataset the data set that the request resolved to when it was accepted
 * @param plan the job graph; not stored, because it is a function of the request and the data set
 * @param state current state
 * @param nodes progress by node name; a missing node is waiting
 * @param traceparent the header with the trace of the request that started it; empty for none
 */
public record Experiment(
        ExperimentRequest request,
        DatasetManifest dataset,
        @JsonIgnore Plan plan,
        ExperimentState state,
        Map<String, NodeProgress> nodes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String traceparent) {

    public Experiment {
        nodes = Map.copyOf(nodes);
        traceparent = traceparent == null ? "" : traceparent;
    }

    /** Restores a stored experiment. */
    @JsonCreator
    static Experiment restore(
            @JsonProperty("request") ExperimentRequest request,
            @JsonProperty("dataset") DatasetManifest dataset,
            @JsonProperty("state") ExperimentState state,
            @JsonProperty("nodes") Map<String, NodeProgress> nodes,
            @JsonProperty("traceparent") String traceparent) {
        return new Experiment(request, dataset, Plan.of(request.id(), request, dataset), state, nodes, traceparent);
    }

    /**
     * Returns a new experiment, with no job queued.
     *
     * @throws io.redoubt.api.InvalidFieldException if the request is invalid for the data set
     */
    static Experiment start(ExperimentRequest request, DatasetManifest dataset, String traceparent) {
        return restore(request, dataset, ExperimentState.RUNNING, Map.of(), traceparent);
    }

    /** Returns the id of the experiment. */
    @JsonIgnore
    public String id() {
        return plan.experiment();
    }

    /** Returns the progress of a node of the plan. */
    public NodeProgress progress(String node) {
        return nodes.getOrDefault(node, NodeProgress.WAITING);
    }

    /**
     * Returns the first failure and the number of others, why the tracker cancelled the experiment, or what it waits for;
     * otherwise empty.
     */
    public String message() {
        List<String> failures = failures(JobState.FAILED);
        if (!failures.isEmpty()) {
            return failures.get(0) + (failures.size() > 1 ? "; " + (failures.size() - 1) + " more failed" : "");
        }
        return state == ExperimentState.PAUSED
                ? "`redoubt resume " + id() + "` continues it"
                : String.join("; ", failures(JobState.CANCELLED));
    }

    private List<String> failures(JobState of) {
        return plan.nodes().stream()
                .map(node -> progress(node.name()))
                .filter(progress -> progress.state() == of)
                .map(NodeProgress::failure)
                .filter(failure -> !failure.isEmpty())
                .toList();
    }

    /** Returns the message for {@code redoubt.status}. */
    public ExperimentStatus status(Instant now) {
        List<JobStatus> jobs = plan.nodes().stream().map(this::status).toList();
        return new ExperimentStatus(SchemaVersion.VERSION, id(), request.name(), state, message(), now, jobs);
    }

    private JobStatus status(PlanNode node) {
        NodeProgress progress = progress(node.name());
        return new JobStatus(
                node.name(),
                node.stage(),
                progress.state(),
                progress.fingerprint(),
                progress.isInFlight() ? node.spec().queue() : "",
                progress.experiment(),
                progress.failure());
    }
}
