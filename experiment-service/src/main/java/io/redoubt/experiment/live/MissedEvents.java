package io.redoubt.experiment.live;

import io.redoubt.api.Topics;
import io.redoubt.experiment.view.TopicReplay;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads events that a client has missed from the topic, a few at a time, on demand of the client. */
@ApplicationScoped
class MissedEvents {

    private static final int CHUNK = 500;
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TopicReplay topics;
    private final KafkaClientService clients;

    MissedEvents(TopicReplay topics, KafkaClientService clients) {
        this.topics = topics;
        this.clients = clients;
    }

    /**
     * The offset after which a stream continues, once {@link LiveEvents} passes events on: the given one, or that of the
     * newest event if the topic, which may have been created again, ends before.
     */
    Uni<Long> position(long offset) {
        return live().onItem().transformToUni(ready -> blocking(() -> Math.min(offset, topics.end(Topics.EVENTS) - 1)));
    }

    /**
     * The events after an offset, up to one that {@link LiveEvents} passes on. Starts with the oldest event if {@code
     * redoubt gc} has removed some of them.
     *
     * @param offset a {@link #position}
     */
    Multi<StreamedEvent> after(long offset) {
        AtomicLong next = new AtomicLong(offset + 1);
        return Multi.createBy()
                .repeating()
                .uni(() -> blocking(() -> read(next)))
                .whilst(chunk -> !chunk.isEmpty())
                .onItem()
                .disjoint();
    }

    private static <T> Uni<T> blocking(Supplier<T> read) {
        return Uni.createFrom().item(read).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private List<StreamedEvent> read(AtomicLong next) {
        List<StreamedEvent> chunk = new ArrayList<>();
        topics.read(
                Topics.EVENTS,
                next.get(),
                record -> {
                    if (chunk.size() < CHUNK) {
                        next.set(record.offset() + 1);
                        StreamedEvent.of(record).ifPresent(chunk::add);
                    }
                },
                () -> chunk.size() >= CHUNK);
        return chunk;
    }

    /** Until the channel has its first position, events that are published now may reach neither it nor a replay. */
    private Uni<Void> live() {
        Function<Consumer<Object, Object>, Boolean> positioned =
                consumer -> !consumer.assignment().isEmpty()
                        && consumer.assignment().stream().allMatch(partition -> consumer.position(partition) >= 0);
        return Uni.createFrom()
                .deferred(() -> clients.getConsumer(LiveEvents.CHANNEL).runOnPollingThread(positioned))
                .onItem()
                .transformToUni(ready -> ready
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().<Void>failure(new IllegalStateException("no partition is assigned yet")))
                .onFailure(IllegalStateException.class)
                .retry()
                .withBackOff(RETRY, RETRY)
                .expireIn(TIMEOUT.toMillis())
                .onFailure()
                .transform(failure -> new BrokerUnavailableException(
                        Topics.EVENTS + " is not read yet; connect again in a few seconds", failure));
    }
}
