package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.RecordEmitter;
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
    Uni<Void> request(String name, byte[] payload) {
        return send(requests, new ProducerRecord<>(Topics.EXPERIMENTS, name, payload));
    }

    /** Publishes on subscription. Fails with {@link UnavailableException} if the broker does not acknowledge it. */
    Uni<Void> command(ControlCommand command) {
        return send(commands, new ProducerRecord<>(Topics.CONTROL, command.experiment(), Json.canonical(command)));
    }

    private static Uni<Void> send(RecordEmitter emitter, ProducerRecord<String, byte[]> record) {
        return emitter.sendAcknowledged(record)
                .onFailure(BrokerUnavailableException.class)
                .transform(failure -> UnavailableException.unpublished(record.topic(), failure));
    }
}
