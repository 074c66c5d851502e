package io.redoubt.experiment.track;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One accepted experiment, as the tracker keeps it.
 *
 * @param request what was asked for
 * @param dataset the data set it was resolved to when it was accepted
 * @param plan its jobs; follows from the request and the data set, so it is not stored
 * @param state where it stands
 * @param message why it has failed; else empty
 * @param nodes progress by node; a node that is missing waits
 */
public record Experiment(
        ExperimentRequest request,
        DatasetManifest dataset,
        @JsonIgnore Plan plan,
        ExperimentState state,
        String message,
        Map<String, NodeProgress> nodes) {

    public Experiment {
        nodes = Map.copyOf(nodes);
    }

    /** Reads it back. */
    @JsonCreator
    static Experiment restore(
            @JsonProperty("request") ExperimentRequest request,
            @JsonProperty("dataset") DatasetManifest dataset,
            @JsonProperty("state") ExperimentState state,
            @JsonProperty("message") String message,
            @JsonProperty("nodes") Map<String, NodeProgress> nodes) {
        return new Experiment(request, dataset, Plan.of(request.id(), request, dataset), state, message, nodes);
    }

    /**
     * A new experiment; none of its jobs is queued.
     *
     * @throws io.redoubt.api.InvalidFieldException if the data set does not allow what the request asks for
     */
    static Experiment start(ExperimentRequest request, DatasetManifest dataset) {
        return restore(request, dataset, ExperimentState.RUNNING, "", Map.of());
    }

    /** Its id. */
    @JsonIgnore
    public String id() {
        return plan.experiment();
    }

    /** Progress of a node of its plan. */
    public NodeProgress progress(String node) {
        return nodes.getOrDefault(node, NodeProgress.WAITING);
    }

    /** What {@code redoubt.status} says of it. */
    public ExperimentStatus status(Instant now) {
        List<JobStatus> jobs = plan.nodes().stream()
                .map(node -> new JobStatus(
                        node.name(),
                        node.stage(),
                        progress(node.name()).state(),
                        progress(node.name()).fingerprint()))
                .toList();
        return new ExperimentStatus(SchemaVersion.VERSION, id(), request.name(), state, message, now, jobs);
    }
}
