package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes what clients ask for; returns once the broker has it. */
@ApplicationScoped
public class CommandPublisher {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MutinyEmitter<Record<String, byte[]>> requests;
    private final MutinyEmitter<Record<String, byte[]>> commands;

    CommandPublisher(
            @Channel("experiment-requests") MutinyEmitter<Record<String, byte[]>> requests,
            @Channel("experiment-control") MutinyEmitter<Record<String, byte[]>> commands) {
        this.requests = requests;
        this.commands = commands;
    }

    /** @throws UnavailableException if the broker does not take it */
    void request(String name, byte[] payload) {
        send(requests, Topics.EXPERIMENTS, Record.of(name, payload));
    }

    /** @throws UnavailableException if the broker does not take it */
    void command(ControlCommand command) {
        send(commands, Topics.CONTROL, Record.of(command.experiment(), Json.canonical(command)));
    }

    private static void send(
            MutinyEmitter<Record<String, byte[]>> emitter, String topic, Record<String, byte[]> record) {
        try {
            emitter.send(record).await().atMost(PATIENCE);
        } catch (KafkaException | TimeoutException | CompletionException | IllegalStateException e) {
            throw new UnavailableException(topic, e);
        }
    }
}
