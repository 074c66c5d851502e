package io.redoubt.eval.report;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.report.Report;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes finished reports on {@code redoubt.results}. */
@ApplicationScoped
public class ResultTopic {

    private final KafkaConnection connection;
    private Producer<String, byte[]> producer;

    ResultTopic(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Publishes a report under its experiment's id and waits until the cluster has it.
     *
     * @throws BrokerUnavailableException if the cluster does not take it within the producer's delivery time
     */
    public void publish(Report report) {
        try {
            producer()
                    .send(new ProducerRecord<>(Topics.RESULTS, report.experiment(), Json.canonical(report)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(
                    "interrupted while publishing the report of " + report.experiment(), e);
        } catch (ExecutionException e) {
            throw new BrokerUnavailableException(
                    "the report of " + report.experiment() + " could not be published on " + Topics.RESULTS + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /** Made at the first report: most processes that could make one never do. */
    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(connection.with(Map.of()), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
