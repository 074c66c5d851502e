package io.redoubt.experiment.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.pipeline.store.StoreException;
import java.io.IOException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Delivers notifications to one address, and counts them.
 *
 * @param webhook the address
 * @param sender sends to it
 * @param meters has the counter {@value #DELIVERIES}
 */
record NotificationDelivery(Webhook webhook, WebhookSender sender, MeterRegistry meters) {

    /** Notifications by {@code outcome}: delivered, retried or dropped. */
    static final String DELIVERIES = "redoubt.webhook.deliveries";

    static final int MAX_ATTEMPTS = 10;

    private static final Logger LOG = Logger.getLogger(NotificationDelivery.class);

    /**
     * Delivers a notification.
     *
     * @param experiment id of its experiment
     * @param attempt number of the attempt, from 1
     * @param notification creates it; may read the store
     * @return whether it is delivered or dropped; otherwise it must be tried again later
     */
    boolean deliver(String experiment, int attempt, Supplier<Notification> notification) throws InterruptedException {
        try {
            sender.send(notification.get());
            count("delivered");
            return true;
        } catch (IOException | StoreException | UnreadableMessageException e) {
            boolean again = attempt < MAX_ATTEMPTS;
            count(again ? "retried" : "dropped");
            LOG.warnf(
                    "experiment=%s host=%s attempt=%d notification %s: %s",
                    experiment,
                    webhook.url().getHost(),
                    attempt,
                    again ? "not delivered, tried again later" : "dropped",
                    e.getMessage());
            return !again;
        }
    }

    /** Counts a notification that is not tried again. */
    void skipped() {
        count("dropped");
    }

    private void count(String outcome) {
        meters.counter(DELIVERIES, "outcome", outcome).increment();
    }
}
