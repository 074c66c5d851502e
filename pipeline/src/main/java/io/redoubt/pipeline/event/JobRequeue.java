package io.redoubt.pipeline.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a job on its queue again, as a new record. */
@ApplicationScoped
public class JobRequeue {

    private final KafkaRecordSender sender;

    @Inject
    public JobRequeue(KafkaRecordSender sender) {
        this.sender = sender;
    }

    /** Sends and waits until the broker has it. @throws BrokerUnavailableException if it does not take it in time */
    public void deliver(String queue, Optional<String> key, byte[] payload) {
        sender.deliver(new ProducerRecord<>(queue, key.orElse(null), payload));
    }
}
