package io.redoubt.eval.report;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.report.Report;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes finished reports on {@code redoubt.results}. */
@ApplicationScoped
public class ResultTopic {

    private final RecordEmitter emitter;

    ResultTopic(@Channel("experiment-results") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /**
     * Publishes a report under its experiment's id and waits for the broker's acknowledgement.
     *
     * @throws BrokerUnavailableException if it does not arrive in time
     * @throws InvalidFieldException if the report exceeds the topic's size limit
     */
    public void publish(Report report) {
        emitter.sendAndAwait(new ProducerRecord<>(Topics.RESULTS, report.experiment(), Json.canonical(report)));
    }
}
