package io.redoubt.pipeline.event;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.JobEvent;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Publishes job events on {@code redoubt.events}. The events of one worker are written in the order of sending. */
@ApplicationScoped
public class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);

    private final RecordEmitter emitter;

    @Inject
    public EventPublisher(@Channel("job-events") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /** Sends an event that may be lost, such as progress: a failure is logged. */
    public void send(JobEvent event) {
        emitter.send(record(event))
                .subscribe()
                .with(
                        acknowledged -> {},
                        failure -> LOG.warnf(
                                "experiment=%s job=%s attempt=%d type=%s event lost: %s",
                                event.experiment(), event.node(), event.attempt(), event.type(), failure.getMessage()));
    }

    /**
     * Sends an event and waits for the broker's acknowledgement.
     *
     * @throws BrokerUnavailableException if there is none
     */
    public void sendAndAwait(JobEvent event) {
        emitter.sendAndAwait(record(event));
    }

    private static ProducerRecord<String, byte[]> record(JobEvent event) {
        return new ProducerRecord<>(Topics.EVENTS, event.experiment(), Json.canonical(event));
    }
}
