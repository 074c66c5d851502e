package io.redoubt.experiment.track;

import io.redoubt.api.Json;
import io.redoubt.api.Require;
import io.redoubt.api.Schema;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import java.time.Instant;

/**
 * A message to be published.
 *
 * @param topic where
 * @param key its key
 * @param value one of the contract's messages, to be written as JSON
 */
public record Outgoing(String topic, String key, Object value) {

    private static final String WORKER = "experiment-service";

    public Outgoing {
        Require.present("topic", topic);
        Require.present("key", key);
        Require.present("value", value);
    }

    static Outgoing work(Job job) {
        return new Outgoing(Topics.queueOf(job.spec()), job.fingerprint(), job);
    }

    static Outgoing queued(Job job, Instant now) {
        return new Outgoing(Topics.EVENTS, job.experiment(), JobEvent.of(job, EventType.QUEUED, now, WORKER, 0));
    }

    static Outgoing status(ExperimentStatus status) {
        return new Outgoing(Topics.STATUS, status.experiment(), status);
    }

    static Outgoing resume(String experiment) {
        return new Outgoing(
                Topics.CONTROL,
                experiment,
                new ControlCommand(Schema.VERSION, experiment, ControlCommand.Action.RESUME));
    }

    /** The value as it travels. */
    public byte[] payload() {
        return Json.canonical(value);
    }
}
