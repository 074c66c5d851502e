package io.redoubt.experiment.track;

import io.redoubt.api.Json;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to publish.
 *
 * @param topic the topic
 * @param key record key
 * @param value a message of the contract, serialized as JSON; empty for a tombstone
 * @param traceparent the header with the trace of the experiment; empty for none
 */
public record OutgoingMessage(String topic, String key, Optional<Object> value, String traceparent) {

    private static final String WORKER = "experiment-service";

    public OutgoingMessage {
        Require.present("topic", topic);
        Require.present("key", key);
        Require.present("value", value);
        Require.present("traceparent", traceparent);
    }

    /** A message without a trace. */
    OutgoingMessage(String topic, String key, Optional<Object> value) {
        this(topic, key, value, "");
    }

    static OutgoingMessage work(Job job, String traceparent) {
        return new OutgoingMessage(job.spec().queue(), job.fingerprint(), Optional.of(job), traceparent);
    }

    static OutgoingMessage queued(Job job, Instant now, String traceparent) {
        JobEvent event = JobEvent.of(job, EventType.QUEUED, now, WORKER, 0);
        return new OutgoingMessage(Topics.EVENTS, job.experiment(), Optional.of(event), traceparent);
    }

    static OutgoingMessage status(ExperimentStatus status) {
        return new OutgoingMessage(Topics.STATUS, status.experiment(), Optional.of(status));
    }

    static OutgoingMessage resume(String experiment) {
        return new OutgoingMessage(
                Topics.CONTROL,
                experiment,
                Optional.of(new ControlCommand(SchemaVersion.VERSION, experiment, ControlCommand.Action.RESUME)));
    }

    /** Deletes the record of an experiment from a compacted topic. */
    static OutgoingMessage tombstone(String topic, String experiment) {
        return new OutgoingMessage(topic, experiment, Optional.empty());
    }

    boolean isJob() {
        return value.filter(Job.class::isInstance).isPresent();
    }

    /** Returns the serialized value; empty for a tombstone. */
    public Optional<byte[]> payload() {
        return value.map(Json::canonical);
    }
}
