package io.redoubt.pipeline.event;

import io.redoubt.pipeline.kafka.RecordEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Appends a job to its queue, or another record to its topic, as a new record with its own delivery count. */
@ApplicationScoped
public class JobRequeue {

    private final RecordEmitter emitter;

    @Inject
    public JobRequeue(@Channel("job-requeue") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /**
     * Sends the record and waits for the broker's acknowledgement.
     *
     * @param queue its topic
     * @throws BrokerUnavailableException if there is none
     */
    public void sendAndAwait(String queue, Optional<String> key, byte[] payload) {
        emitter.sendAndAwait(new ProducerRecord<>(queue, key.orElse(null), payload));
    }
}
