package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.Schema;

/**
 * A message on {@code redoubt.control}.
 *
 * @param schema version of this form
 * @param experiment id of the experiment
 * @param action what to do with it
 */
public record ControlCommand(int schema, String experiment, Action action) {

    /** What may be done with a running experiment. */
    public enum Action {
        /** Stop its jobs and queue no more; publish the request again to go on. */
        @JsonProperty("cancel")
        CANCEL,
        /** Let running jobs end, queue no more. */
        @JsonProperty("pause")
        PAUSE,
        /** Queue what is ready. */
        @JsonProperty("resume")
        RESUME
    }

    public ControlCommand {
        Schema.requireKnown(schema);
        Ids.require("experiment", experiment);
        Require.present("action", action);
    }
}
