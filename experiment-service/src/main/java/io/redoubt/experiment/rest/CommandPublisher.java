package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.view.UnavailableException;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.redoubt.pipeline.trace.TraceHeaders;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes requests and commands of clients, without blocking a thread until the broker acknowledges them. */
@ApplicationScoped
public class CommandPublisher {

    private final RecordEmitter requests;
    private final RecordEmitter commands;

    CommandPublisher(
            @Channel("experiment-requests") MutinyEmitter<byte[]> requests,
            @Channel("experiment-control") MutinyEmitter<byte[]> commands) {
        this.requests = new RecordEmitter(requests);
        this.commands = new RecordEmitter(commands);
    }

    /** Publishes on subscription. Fails with {@link UnavailableException} if the broker does not acknowledge it. */
    public Uni<Void> request(String name, byte[] payload) {
        return request(name, payload, "");
    }

    /**
     * As {@link #request(String, byte[])}, in a trace.
     *
     * @param traceparent the W3C header of the client; empty for none
     */
    public Uni<Void> request(String name, byte[] payload, String traceparent) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.EXPERIMENTS, name, payload);
        TraceHeaders.inject(TraceHeaders.context(traceparent), record.headers());
        return send(requests, record);
    }

    /** Publishes on subscription. Fails with {@link UnavailableException} if the broker does not acknowledge it. */
    private Uni<Void> command(ControlCommand command) {
        return send(commands, new ProducerRecord<>(Topics.CONTROL, command.experiment(), Json.canonical(command)));
    }

    /**
     * Publishes a command for an experiment on subscription. Fails with {@link UnavailableException} if the broker does
     * not acknowledge it.
     *
     * @throws CommandConflictException if the command has no effect in the experiment's state
     */
    public Uni<Void> command(Action action, ExperimentStatus experiment) {
        CommandConflictException.check(action, experiment);
        return command(new ControlCommand(SchemaVersion.VERSION, experiment.experiment(), action));
    }

    private static Uni<Void> send(RecordEmitter emitter, ProducerRecord<String, byte[]> record) {
        return emitter.sendAcknowledged(record)
                .onFailure(BrokerUnavailableException.class)
                .transform(failure -> UnavailableException.unpublished(record.topic(), failure));
    }
}
