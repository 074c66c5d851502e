package io.redoubt.pipeline.event;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Puts job events on {@code redoubt.events}; those of one worker arrive in their order. */
@ApplicationScoped
public class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);

    private final KafkaRecordSender sender;

    @Inject
    public EventPublisher(KafkaRecordSender sender) {
        this.sender = sender;
    }

    /** Sends an event that later ones make up for, such as progress: if the broker does not take it, the work goes on. */
    public void tell(JobEvent event) {
        sender.send(record(event)).exceptionally(failure -> {
            LOG.warnf(
                    "experiment=%s job=%s event %s not delivered: %s",
                    event.experiment(), event.fingerprint(), event.type(), failure.getMessage());
            return null;
        });
    }

    /** Sends an event that must not be lost. @throws BrokerUnavailableException if the broker does not take it */
    public void deliver(JobEvent event) {
        sender.deliver(record(event));
    }

    private static ProducerRecord<String, byte[]> record(JobEvent event) {
        return new ProducerRecord<>(Topics.EVENTS, event.experiment(), Json.canonical(event));
    }
}
