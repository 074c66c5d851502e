package io.redoubt.api.event;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message on {@code redoubt.events}.
 *
 * @param schema version of this form
 * @param experiment id of the experiment
 * @param node the job's place in the experiment's graph
 * @param stage the kind of job
 * @param fingerprint the job
 * @param type what happened
 * @param time when
 * @param worker who says so
 * @param attempt how often the job was begun since it last came forward, from 1; 0 where it was not begun
 * @param progress how far it has come; with {@code started}, {@code progress}, {@code epoch} and {@code checkpointed} where known
 * @param result what was made; with {@code succeeded}
 * @param reused with {@code succeeded}: whether the result was in the store already
 * @param message with {@code failed}: why, and what would help; else empty
 */
public record JobEvent(
        int schema,
        String experiment,
        String node,
        Stage stage,
        String fingerprint,
        EventType type,
        Instant time,
        String worker,
        int attempt,
        Optional<Progress> progress,
        Optional<ResultManifest> result,
        boolean reused,
        String message) {

    public JobEvent {
        SchemaVersion.requireKnown(schema);
        Ids.require("experiment", experiment);
        Require.present("node", node);
        Require.present("stage", stage);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("type", type);
        Require.present("time", time);
        worker = worker == null ? "" : worker;
        progress = progress == null ? Optional.empty() : progress;
        result = result == null ? Optional.empty() : result;
        message = message == null ? "" : message;
    }

    /** An event of this version that carries neither progress nor result. */
    public static JobEvent of(Job job, EventType type, Instant time, String worker, int attempt) {
        return new JobEvent(
                SchemaVersion.VERSION,
                job.experiment(),
                job.node(),
                job.spec().stage(),
                job.fingerprint(),
                type,
                time,
                worker,
                attempt,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    /** This event with progress. */
    public JobEvent with(Progress how) {
        return new JobEvent(
                schema,
                experiment,
                node,
                stage,
                fingerprint,
                type,
                time,
                worker,
                attempt,
                Optional.of(how),
                result,
                reused,
                message);
    }

    /** This event with the job's result. */
    public JobEvent with(ResultManifest made, boolean fromStore) {
        return new JobEvent(
                schema,
                experiment,
                node,
                stage,
                fingerprint,
                type,
                time,
                worker,
                attempt,
                progress,
                Optional.of(made),
                fromStore,
                message);
    }

    /** This event with a message. */
    public JobEvent because(String why) {
        return new JobEvent(
                schema,
                experiment,
                node,
                stage,
                fingerprint,
                type,
                time,
                worker,
                attempt,
                progress,
                result,
                reused,
                why);
    }
}
