package io.redoubt.eval.report;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.report.Report;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.RecordEmitter;
import io.redoubt.pipeline.store.StoreKeys;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Publishes finished reports on {@code redoubt.results}. */
@ApplicationScoped
public class ResultTopic {

    private static final Logger LOG = Logger.getLogger(ResultTopic.class);

    private final RecordEmitter emitter;

    ResultTopic(@Channel("experiment-results") MutinyEmitter<byte[]> emitter) {
        this.emitter = new RecordEmitter(emitter);
    }

    /**
     * Publishes a report under its experiment's id and waits for the broker's acknowledgement. In place of a report that
     * the topic does not accept, publishes one without rows, whose alarm says where the report is stored.
     *
     * @throws BrokerUnavailableException if it does not arrive in time
     */
    public void publish(Report report) {
        try {
            send(report);
        } catch (InvalidFieldException e) {
            LOG.warnf("experiment=%s only a reference is published: %s", report.experiment(), e.getMessage());
            send(reference(report));
        }
    }

    private void send(Report report) {
        emitter.sendAndAwait(new ProducerRecord<>(Topics.RESULTS, report.experiment(), Json.canonical(report)));
    }

    private static Report reference(Report report) {
        String key = StoreKeys.experiment(report.experiment(), ResultFileNames.REPORT_JSON);
        return report.withoutFigures(
                "the report is larger than a record of " + Topics.RESULTS + "; it is stored under " + key);
    }
}
