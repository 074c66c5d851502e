package io.redoubt.pipeline.queue;

import io.quarkus.runtime.ShutdownEvent;
import io.redoubt.api.InvalidFieldException;
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
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * The connector {@code redoubt-queue}: a channel of jobs from work queues. All its channels in one process share one device,
 * so that one job runs at a time. Messages carry a {@link Delivery} and, where the record has a key, a {@link RecordKey};
 * ack ends the job, nack gives it back to its queue.
 */
@ApplicationScoped
@Connector(QueueConnector.NAME)
@ConnectorAttribute(
        name = "topics",
        type = "string",
        direction = Direction.INCOMING,
        mandatory = true,
        description = "The queues, separated by commas")
@ConnectorAttribute(
        name = "prefix",
        type = "string",
        direction = Direction.INCOMING,
        defaultValue = "",
        description = "Stands before each of the topics")
public class QueueConnector implements InboundConnector {

    /** The value of a channel's {@code connector} attribute. */
    public static final String NAME = "redoubt-queue";

    /** Shutdown observers of this priority: those before it may still acknowledge the job in hand. */
    public static final int CLOSES_AT = 200;

    private final KafkaConnection kafka;
    private final Duration lock;
    private final Device device;

    @Inject
    public QueueConnector(KafkaConnection kafka, QueueConfig config) {
        this.kafka = kafka;
        this.lock = config.lock();
        this.device = new Device(lock);
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        List<String> topics = topics(config);
        return Multi.createFrom()
                .<Message<byte[]>>emitter(
                        channel -> device.serve(topics.stream()
                                .map(topic -> new WorkQueue(kafka, topic, lock, channel::emit))
                                .toList()),
                        BackPressureStrategy.BUFFER);
    }

    private static List<String> topics(Config config) {
        String prefix = config.getOptionalValue("prefix", String.class).orElse("");
        List<String> topics = Arrays.stream(
                        config.getValue("topics", String.class).split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .map(prefix::concat)
                .toList();
        if (topics.isEmpty()) {
            throw new InvalidFieldException("topics", "is empty; name at least one queue");
        }
        return topics;
    }

    /** Whether the thread that takes jobs is alive; true before there is a channel. */
    public boolean isAlive() {
        return device.isAlive();
    }

    void close(@Observes @Priority(CLOSES_AT) ShutdownEvent shutdown) {
        close();
    }

    /** Takes no more jobs and leaves the queues. */
    public void close() {
        device.close();
    }
}
