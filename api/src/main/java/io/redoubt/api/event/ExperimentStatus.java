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
 * @param schema version of this form
 * @param experiment id of the experiment
 * @param name its name; for a refused request, as far as it could be read
 * @param state where it stands
 * @param message why it was refused or has failed, naming the field or the job; else empty
 * @param updated when this was written
 * @param jobs its jobs in the order of the plan; empty if it was refused
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
        SchemaVersion.requireKnown(schema);
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
     * @param node its place in the graph
     * @param stage the kind of job
     * @param state where it stands
     * @param fingerprint its identity; empty until its inputs exist
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
