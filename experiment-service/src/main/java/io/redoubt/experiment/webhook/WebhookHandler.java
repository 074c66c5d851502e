package io.redoubt.experiment.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.report.Report;
import io.redoubt.experiment.outbound.GroupReader;
import io.redoubt.pipeline.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Sends a notification for each experiment that ends, from the records of {@code redoubt.status}. */
final class WebhookHandler implements GroupReader.Handler {

    /** Notifications by {@code outcome}: delivered, retried or dropped. */
    static final String DELIVERIES = "redoubt.webhook.deliveries";

    static final int MAX_ATTEMPTS = 10;

    private static final Logger LOG = Logger.getLogger(WebhookHandler.class);
    private static final int REMEMBERED = 10_000;

    private final Webhook webhook;
    private final WebhookSender sender;
    private final Function<String, Optional<Report>> reports;
    private final MeterRegistry meters;

    /** The final states that were delivered. A status of an experiment that has ended can be published again. */
    private final Map<String, ExperimentState> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ExperimentState> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param reports returns the report of an experiment, if it has one */
    WebhookHandler(
            Webhook webhook, WebhookSender sender, Function<String, Optional<Report>> reports, MeterRegistry meters) {
        this.webhook = webhook;
        this.sender = sender;
        this.reports = reports;
        this.meters = meters;
    }

    @Override
    public boolean handle(ConsumerRecord<String, byte[]> record, int attempt) throws InterruptedException {
        Optional<ExperimentStatus> status = read(record);
        if (status.isEmpty()) {
            return true;
        }
        String experiment = status.get().experiment();
        ExperimentState state = status.get().state();
        if (!state.ended()) {
            ended.remove(experiment);
            return true;
        }
        if (ended.get(experiment) == state) {
            return true;
        }
        boolean done = deliver(status.get(), attempt);
        if (done) {
            ended.put(experiment, state);
        }
        return done;
    }

    @Override
    public void skipped() {
        count("dropped");
    }

    private static Optional<ExperimentStatus> read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                return Optional.empty();
            }
            ExperimentStatus status = Json.read(record.value(), ExperimentStatus.class);
            ExperimentKey.require(record.key(), status.experiment());
            return Optional.of(status);
        } catch (UnreadableMessageException e) {
            LOG.debugf("offset=%d status ignored: %s", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean deliver(ExperimentStatus status, int attempt) throws InterruptedException {
        try {
            Optional<Report> report = status.state() == ExperimentState.SUCCEEDED || status.partlyFailed()
                    ? reports.apply(status.experiment())
                    : Optional.empty();
            sender.send(ExperimentEnded.of(status, report));
            count("delivered");
            return true;
        } catch (IOException | StoreException | UnreadableMessageException e) {
            boolean again = attempt < MAX_ATTEMPTS;
            count(again ? "retried" : "dropped");
            LOG.warnf(
                    "experiment=%s host=%s attempt=%d notification %s: %s",
                    status.experiment(),
                    webhook.url().getHost(),
                    attempt,
                    again ? "not delivered, tried again later" : "dropped",
                    e.getMessage());
            return !again;
        }
    }

    private void count(String outcome) {
        meters.counter(DELIVERIES, "outcome", outcome).increment();
    }
}
