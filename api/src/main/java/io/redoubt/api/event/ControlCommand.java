package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;

/**
 * A message on {@code redoubt.control}.
 *
 * @param schema version of this form
 * @param experiment id of the experiment
 * @param action what to do with it
 */
public record ControlCommand(int schema, String experiment, Action action) {

    /** What may be done with an experiment. */
    public enum Action {
        /** Stop its jobs and queue no more; publish the request again to go on. */
        @JsonProperty("cancel")
        CANCEL,
        /** Let running jobs end, queue no more. */
        @JsonProperty("pause")
        PAUSE,
        /** Queue what is ready. */
        @JsonProperty("resume")
        RESUME,
        /**
         * Drop all that the topics say of it; only one that has ended. Its request may be published again later. What the
         * store has of it stays.
         */
        @JsonProperty("forget")
        FORGET
    }

    public ControlCommand {
        SchemaVersion.requireKnown(schema);
        Ids.require("experiment", experiment);
        Require.present("action", action);
    }
}
