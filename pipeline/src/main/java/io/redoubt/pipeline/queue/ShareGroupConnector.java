package io.redoubt.pipeline.queue;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * The connector {@code redoubt-queue}: an incoming channel over work queues, which are Kafka share groups. All channels
 * of a process share one poller, so that one job runs at a time. Messages carry a {@link RecordDelivery} and, if the
 * record has a key, a {@link RecordKey}. An ack accepts the record. A nack acknowledges it with the
 * {@link org.apache.kafka.clients.consumer.AcknowledgeType} among its metadata, and releases it by default. Both
 * complete when the broker has answered.
 */
@ApplicationScoped
@Connector(ShareGroupConnector.NAME)
@ConnectorAttribute(
        name = "topics",
        type = "string",
        direction = Direction.INCOMING,
        mandatory = true,
        description = "The topics without the prefix, separated by commas, or all for every queue with the prefix")
@ConnectorAttribute(
        name = "prefix",
        type = "string",
        direction = Direction.INCOMING,
        defaultValue = "",
        description = "A prefix of each topic")
public class ShareGroupConnector implements InboundConnector {

    /** The value of a channel's {@code connector} attribute. */
    public static final String NAME = "redoubt-queue";

    /** The priority of the shutdown observer. Observers before it can still acknowledge the current record. */
    public static final int SHUTDOWN_PRIORITY = 200;

    /** The value of {@code topics} that selects every queue with the prefix. */
    private static final String ALL = "all";

    private final KafkaConnection kafka;
    private final Duration lock;
    private final WorkerName worker;
    private final SharePoller poller;

    @Inject
    public ShareGroupConnector(KafkaConnection kafka, QueueConfig config, WorkerName worker) {
        this.kafka = kafka;
        this.lock = config.lock();
        this.worker = worker;
        this.poller = new SharePoller(lock, this::problem);
        config.exitWhenIdle().ifPresent(idle -> poller.whenIdle(positive(idle), Quarkus::asyncExit));
    }

    private static Duration positive(Duration idle) {
        if (idle.isZero() || idle.isNegative()) {
            throw new InvalidFieldException(
                    "redoubt.queue.exit-when-idle", "is not positive; use a duration such as 60s");
        }
        return idle;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        List<String> topics = topics(config);
        return Multi.createFrom()
                .<Message<byte[]>>emitter(
                        channel -> poller.add(topics.stream()
                                .map(topic -> new QueueConsumer(kafka, worker, topic, lock, channel::emit))
                                .toList()),
                        BackPressureStrategy.BUFFER);
    }

    static List<String> topics(Config config) {
        String prefix = config.getOptionalValue("prefix", String.class).orElse("");
        String value = config.getValue("topics", String.class).strip();
        if (value.equals(ALL)) {
            return Topics.queues().stream()
                    .filter(queue -> queue.startsWith(prefix))
                    .toList();
        }
        List<String> topics = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .map(prefix::concat)
                .toList();
        if (topics.isEmpty()) {
            throw new InvalidFieldException("topics", "is empty; name at least one queue");
        }
        return topics;
    }

    private Optional<String> problem() {
        try (Admin admin = kafka.admin()) {
            return ShareGroupFeature.problem(kafka, admin);
        }
    }

    /** Whether the poller's thread is alive and makes progress; true if no channel was opened. */
    public boolean isAlive() {
        return poller.isAlive();
    }

    /** Whether this process reads a queue. */
    public boolean isOpen() {
        return poller.isStarted();
    }

    void close(@Observes @Priority(SHUTDOWN_PRIORITY) ShutdownEvent shutdown) {
        close();
    }

    /** Acquires no more records and leaves the share groups. */
    public void close() {
        poller.close();
    }
}
