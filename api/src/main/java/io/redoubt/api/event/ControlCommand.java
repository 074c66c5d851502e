package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.Optional;

/**
 * A message on {@code redoubt.control}.
 *
 * @param schema version
 * @param experiment id of the experiment
 * @param action what to do with the experiment
 */
public record ControlCommand(int schema, String experiment, Action action) {

    /** The commands. */
    public enum Action {
        /** Stops the running jobs and queues no more. Publish the request again to continue from the results in the store. */
        @JsonProperty("cancel")
        CANCEL,
        /** Stops the running jobs, which first commit a checkpoint, and queues no more. */
        @JsonProperty("pause")
        PAUSE,
        /** Queues the jobs that are ready; stopped jobs continue from their checkpoints. */
        @JsonProperty("resume")
        RESUME,
        /**
         * Deletes the records and the tracker's state of an experiment; ignored while it runs or is paused. Objects in
         * the store are kept. The request may be published again later.
         */
        @JsonProperty("forget")
        FORGET;

        /**
         * Returns why the action has no effect on an experiment in the given state, to follow the name of the experiment;
         * empty if it has an effect.
         */
        public Optional<String> conflict(ExperimentState state) {
            if (this == FORGET) {
                return state.ended()
                        ? Optional.empty()
                        : Optional.of("has not ended; wait for it, or `redoubt cancel` it first");
            }
            if (state.ended()) {
                return Optional.of("has already ended: " + state.wireName());
            }
            if (this == PAUSE && state == ExperimentState.PAUSED) {
                return Optional.of("is already paused");
            }
            return this == RESUME && state == ExperimentState.RUNNING ? Optional.of("is not paused") : Optional.empty();
        }
    }

    public ControlCommand {
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        Require.present("action", action);
    }
}
