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
import java.util.Optional;

/**
 * A message to be published.
 *
 * @param topic where
 * @param key its key
 * @param value one of the contract's messages, to be written as JSON; nothing to remove what the topic has of the key
 */
public record Outgoing(String topic, String key, Optional<Object> value) {

    private static final String WORKER = "experiment-service";

    public Outgoing {
        Require.present("topic", topic);
        Require.present("key", key);
        Require.present("value", value);
    }

    static Outgoing work(Job job) {
        return new Outgoing(Topics.queueOf(job.spec()), job.fingerprint(), Optional.of(job));
    }

    static Outgoing queued(Job job, Instant now) {
        JobEvent event = JobEvent.of(job, EventType.QUEUED, now, WORKER, 0);
        return new Outgoing(Topics.EVENTS, job.experiment(), Optional.of(event));
    }

    static Outgoing status(ExperimentStatus status) {
        return new Outgoing(Topics.STATUS, status.experiment(), Optional.of(status));
    }

    static Outgoing resume(String experiment) {
        return new Outgoing(
                Topics.CONTROL,
                experiment,
                Optional.of(new ControlCommand(Schema.VERSION, experiment, ControlCommand.Action.RESUME)));
    }

    /** Lets a compacted topic forget what it has of the experiment. */
    static Outgoing tombstone(String topic, String experiment) {
        return new Outgoing(topic, experiment, Optional.empty());
    }

    /** The value as it travels; nothing for a tombstone. */
    public Optional<byte[]> payload() {
        return value.map(Json::canonical);
    }
}
