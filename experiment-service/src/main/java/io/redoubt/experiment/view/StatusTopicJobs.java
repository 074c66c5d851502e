package io.redoubt.experiment.view;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The jobs in flight according to {@link StatusView}, once it has read the whole topic. */
@ApplicationScoped
public class StatusTopicJobs implements TrackedJobs {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final StatusView view;
    private final KafkaClientService clients;
    private volatile boolean read;

    StatusTopicJobs(StatusView view, KafkaClientService clients) {
        this.view = view;
        this.clients = clients;
    }

    @Override
    public Collection<TrackedJob> inFlight() {
        if (!read && !isRead()) {
            throw unread(null);
        }
        read = true;
        return view.inFlight();
    }

    private boolean isRead() {
        Function<Consumer<Object, Object>, Boolean> atEnd = StatusTopicJobs::isAtEnd;
        try {
            return clients.getConsumer(StatusView.CHANNEL)
                    .runOnPollingThread(atEnd)
                    .await()
                    .atMost(TIMEOUT);
        } catch (KafkaException | TimeoutException e) {
            throw unread(e);
        }
    }

    private static boolean isAtEnd(Consumer<Object, Object> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        return !assigned.isEmpty()
                && consumer.endOffsets(assigned, TIMEOUT).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey(), TIMEOUT) >= end.getValue());
    }

    private static BrokerUnavailableException unread(Throwable cause) {
        return new BrokerUnavailableException(
                Topics.STATUS + " is not read to its end yet; try again in a few seconds", cause);
    }
}
