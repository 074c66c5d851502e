package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.JobEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Job events from the time of subscription on. */
@ApplicationScoped
public class LiveEvents {

    private static final Logger LOG = Logger.getLogger(LiveEvents.class);
    private static final int MAX_LAG = 1024;

    private final BroadcastProcessor<JobEvent> events = BroadcastProcessor.create();

    @Incoming("experiment-events")
    void accept(ConsumerRecord<String, byte[]> record) {
        try {
            JobEvent event = Json.read(record.value() == null ? new byte[0] : record.value(), JobEvent.class);
            ExperimentKey.require(record.key(), event.experiment());
            events.onNext(event);
        } catch (UnreadableMessageException e) {
            LOG.debugf(
                    "topic=%s partition=%d offset=%d event ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    /**
     * All events. A subscriber that falls behind by more than {@value #MAX_LAG} events is disconnected and may
     * reconnect.
     */
    Multi<JobEvent> stream() {
        return events.onOverflow().buffer(MAX_LAG);
    }
}
