package io.redoubt.experiment.live;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.JobEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * An event in a stream.
 *
 * @param offset its offset in {@code redoubt.events}, which is its id in the stream
 * @param event the event
 */
public record StreamedEvent(long offset, JobEvent event) {

    private static final Logger LOG = Logger.getLogger(StreamedEvent.class);

    /** Returns the event in a record; empty if it is unreadable. */
    static Optional<StreamedEvent> of(ConsumerRecord<String, byte[]> record) {
        try {
            JobEvent event = Json.read(record.value() == null ? new byte[0] : record.value(), JobEvent.class);
            ExperimentKey.require(record.key(), event.experiment());
            return Optional.of(new StreamedEvent(record.offset(), event));
        } catch (UnreadableMessageException e) {
            LOG.debugf(
                    "topic=%s partition=%d offset=%d event ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns the event as a server-sent event. */
    public OutboundSseEvent toSse(Sse sse) {
        return sse.newEventBuilder()
                .id(Long.toString(offset))
                .data(String.class, Json.write(event))
                .build();
    }
}
