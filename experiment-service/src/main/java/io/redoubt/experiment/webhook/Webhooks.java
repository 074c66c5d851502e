package io.redoubt.experiment.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.report.Report;
import io.redoubt.experiment.outbound.GroupReaders;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.pipeline.retry.Backoff;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Notifies the addresses in the configuration of alarms and of experiments that have ended. Each address has consumer groups
 * of its own, so that one that does not answer does not delay the others.
 */
@ApplicationScoped
public class Webhooks {

    private static final String GROUP = "redoubt-webhook-";
    private static final String START = "latest";
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final WebhookConfig config;
    private final GroupReaders readers;
    private final ObjectStore store;
    private final MeterRegistry meters;
    private final Clock clock;

    Webhooks(WebhookConfig config, GroupReaders readers, ObjectStore store, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.readers = readers;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    /** @throws io.redoubt.api.InvalidFieldException naming the setting, if the configuration is invalid */
    void onStart(@Observes StartupEvent start) {
        OutboundHttp http = new OutboundHttp();
        for (Webhook webhook : Webhook.of(config)) {
            NotificationDelivery delivery =
                    new NotificationDelivery(webhook, new WebhookSender(webhook, http, clock), meters);
            String group = GROUP + webhook.id();
            // A new address is not told about what happened before.
            readers.start(group, START, Topics.STATUS, BACKOFF, new EndHandler(delivery, this::report));
            readers.start(group + "-alarms", START, Topics.EVENTS, BACKOFF, new AlarmHandler(delivery));
        }
    }

    private Optional<Report> report(String experiment) {
        return store.get(StoreKeys.experiment(experiment, ResultFileNames.REPORT_JSON))
                .map(stored -> Json.read(stored.content(), Report.class));
    }
}
