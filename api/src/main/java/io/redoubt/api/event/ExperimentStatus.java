package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;

/**
 * A message on {@code redoubt.status}: the latest state of one experiment.
 *
 * @param schema schema version
 * @param experiment id of the experiment
 * @param name name of the experiment; for a rejected request, {@code request} if the name cannot be read
 * @param state current state
 * @param message reason of a rejection or of the first failure, with the field or the job, or what the experiment waits
 *     for; otherwise empty
 * @param updated time of this status
 * @param jobs jobs in the order of the plan; empty if the request was rejected
 */
public record ExperimentStatus(
        int schema,
        String experiment,
        String name,
        ExperimentState state,
        String message,
        Instant updated,
        List<JobStatus> jobs) {

    public ExperimentStatus {
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        Require.present("state", state);
        Require.present("updated", updated);
        name = name == null ? "" : SanitizedText.line(name);
        message = message == null ? "" : SanitizedText.line(message);
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    /** Returns this status with other jobs. */
    public ExperimentStatus withJobs(List<JobStatus> newJobs) {
        return new ExperimentStatus(schema, experiment, name, state, message, updated, newJobs);
    }

    /** Returns whether jobs failed, but the report has the results of the others. */
    public boolean partlyFailed() {
        return state == ExperimentState.FAILED
                && jobs.stream().anyMatch(job -> job.stage() == Stage.REPORT && job.state() == JobState.SUCCEEDED);
    }

    /** Returns whether the experiment starts or continues if its request is published again. */
    public boolean restarts() {
        return switch (state) {
            case REJECTED, CANCELLED, FAILED -> true;
            case RUNNING -> jobs.stream().anyMatch(job -> job.state() == JobState.FAILED);
            case ACCEPTED, PAUSED, SUCCEEDED -> false;
        };
    }

    /** Returns the state as shown to users: {@code partly failed}, or the name of the state on the wire. */
    public String stateText() {
        return partlyFailed() ? "partly failed" : state.wireName();
    }

    /**
     * One job of the experiment.
     *
     * @param node name of the node in the job graph
     * @param stage the kind of job
     * @param state current state
     * @param fingerprint fingerprint of the job; empty until its inputs exist
     * @param queue the topic of the queue of a job that is queued or running; otherwise empty
     * @param experiment id of the experiment under which the job runs or ran, if it is another; otherwise empty
     * @param message why the job failed or will not run, or what it waits for; otherwise empty
     */
    public record JobStatus(
            String node,
            Stage stage,
            JobState state,
            String fingerprint,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String queue,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String experiment,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String message) {

        public JobStatus {
            node = SanitizedText.line(Require.present("node", node));
            Require.present("stage", stage);
            Require.present("state", state);
            fingerprint = fingerprint == null ? "" : fingerprint;
            queue = queue == null ? "" : SanitizedText.line(queue);
            experiment = experiment == null ? "" : SanitizedText.line(experiment);
            message = message == null ? "" : SanitizedText.line(message);
        }

        /** Returns this status with a message. */
        public JobStatus withMessage(String newMessage) {
            return new JobStatus(node, stage, state, fingerprint, queue, experiment, newMessage);
        }
    }
}
