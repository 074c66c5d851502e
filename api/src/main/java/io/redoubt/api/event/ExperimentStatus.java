package io.redoubt.api.event;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
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
 * @param message reason of a rejection or failure, with the field or the job; otherwise empty
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
        name = name == null ? "" : name;
        message = message == null ? "" : message;
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    /**
     * One job of the experiment.
     *
     * @param node name of the node in the job graph
     * @param stage the kind of job
     * @param state current state
     * @param fingerprint fingerprint of the job; empty until its inputs exist
     */
    public record JobStatus(String node, Stage stage, JobState state, String fingerprint) {

        public JobStatus {
            Require.present("node", node);
            Require.present("stage", stage);
            Require.present("state", state);
            fingerprint = fingerprint == null ? "" : fingerprint;
        }
    }
}
