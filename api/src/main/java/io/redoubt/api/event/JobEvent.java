package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message on {@code redoubt.events}.
 *
 * @param schema schema version
 * @param experiment id of the experiment
 * @param node name of the node in the experiment's job graph
 * @param stage the kind of job
 * @param fingerprint fingerprint of the job
 * @param type type of the event
 * @param time time of the event
 * @param worker name of the worker that sent it
 * @param attempt number of attempts since the job last made progress, from 1; 0 if it was not started
 * @param progress progress, if known, of {@code started}, {@code progress}, {@code epoch} and {@code checkpointed}
 * @param result result of {@code succeeded}
 * @param reused for {@code succeeded}: whether the result was already in the store
 * @param message reason and remedy of {@code failed}; otherwise empty
 * @param device the device of the worker; omitted from JSON if the worker has not chosen it yet
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
        String message,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WorkerDevice> device) {

    public JobEvent {
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        node = SanitizedText.line(Require.present("node", node));
        Require.present("stage", stage);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("type", type);
        Require.present("time", time);
        worker = worker == null ? "" : SanitizedText.line(worker);
        progress = progress == null ? Optional.empty() : progress;
        result = result == null ? Optional.empty() : result;
        message = message == null ? "" : SanitizedText.line(message);
        device = device == null ? Optional.empty() : device;
    }

    /** An event of a worker whose device is not known. */
    public JobEvent(
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
        this(
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
                message,
                Optional.empty());
    }

    /** Returns an event of the current schema version, without progress, result and message. */
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

    /** Returns this event with progress. */
    public JobEvent with(Progress newProgress) {
        return copy(Optional.of(newProgress), result, reused, message, device);
    }

    /** Returns this event with a result. */
    public JobEvent with(ResultManifest newResult, boolean isReused) {
        return copy(progress, Optional.of(newResult), isReused, message, device);
    }

    /** Returns this event with a message. */
    public JobEvent withMessage(String newMessage) {
        return copy(progress, result, reused, newMessage, device);
    }

    /** Returns this event with the device of its worker, if it is known. */
    public JobEvent withDevice(Optional<WorkerDevice> newDevice) {
        return copy(progress, result, reused, message, newDevice);
    }

    private JobEvent copy(
            Optional<Progress> newProgress,
            Optional<ResultManifest> newResult,
            boolean isReused,
            String newMessage,
            Optional<WorkerDevice> newDevice) {
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
                newProgress,
                newResult,
                isReused,
                newMessage,
                newDevice);
    }
}
