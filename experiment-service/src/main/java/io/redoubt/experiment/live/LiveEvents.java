package io.redoubt.experiment.live;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Job events from the time of subscription on, or from the last event that a client has received. */
@ApplicationScoped
public class LiveEvents {

    static final String CHANNEL = "experiment-events";

    private static final String FIELD = "Last-Event-ID";
    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final int MAX_LAG = 1024;

    private final BroadcastProcessor<StreamedEvent> events = BroadcastProcessor.create();
    private final MissedEvents missed;

    LiveEvents(MissedEvents missed) {
        this.missed = missed;
    }

    @Incoming(CHANNEL)
    void accept(ConsumerRecord<String, byte[]> record) {
        StreamedEvent.of(record).ifPresent(events::onNext);
    }

    /**
     * All events after the given one, each exactly once and in order; new events only if {@code lastEventId} is empty, or
     * beyond the end of the topic. A subscriber that falls behind by more than {@value #MAX_LAG} events is disconnected
     * and may resume.
     *
     * @param lastEventId id of the last event that the client has received
     * @throws InvalidFieldException if it is not an id
     */
    public Multi<StreamedEvent> after(String lastEventId) {
        if (lastEventId.isEmpty()) {
            return events.onOverflow().buffer(MAX_LAG);
        }
        if (!ID.matcher(lastEventId).matches()) {
            throw new InvalidFieldException(
                    FIELD,
                    Ids.quote(lastEventId)
                            + " is not the id of an event; send an id of this stream, or no header for new events"
                            + " only");
        }
        return Multi.createFrom().deferred(() -> resume(Long.parseLong(lastEventId)));
    }

    /** New events are collected before the missed ones are read, so that none is lost; those in both are sent once. */
    private Multi<StreamedEvent> resume(long last) {
        UnicastProcessor<StreamedEvent> live = UnicastProcessor.create(new ArrayBlockingQueue<>(MAX_LAG), () -> {});
        Cancellable subscription = events.subscribe().with(live::onNext, live::onError, live::onComplete);
        return missed.position(last)
                .onItem()
                .transformToMulti(position -> continued(position, live))
                .onTermination()
                .invoke(subscription::cancel);
    }

    private Multi<StreamedEvent> continued(long position, Multi<StreamedEvent> live) {
        AtomicLong sent = new AtomicLong(position);
        return Multi.createBy()
                .concatenating()
                .streams(missed.after(position), live)
                .filter(event -> event.offset() > sent.get())
                .invoke(event -> sent.set(event.offset()));
    }
}
