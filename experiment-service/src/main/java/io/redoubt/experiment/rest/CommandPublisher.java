package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes requests and commands of clients, and waits for the broker's acknowledgement. */
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

    /** @throws UnavailableException if the broker does not acknowledge the record */
    void request(String name, byte[] payload) {
        send(requests, new ProducerRecord<>(Topics.EXPERIMENTS, name, payload));
    }

    /** @throws UnavailableException if the broker does not acknowledge the record */
    void command(ControlCommand command) {
        send(commands, new ProducerRecord<>(Topics.CONTROL, command.experiment(), Json.canonical(command)));
    }

    private static void send(RecordEmitter emitter, ProducerRecord<String, byte[]> record) {
        try {
            emitter.sendAndAwait(record);
        } catch (BrokerUnavailableException e) {
            throw UnavailableException.unpublished(record.topic(), e);
        }
    }
}
